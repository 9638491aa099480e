/**
 * The counter's OpenAPI document, written by hand and served as it is.
 *
 * <p>A new address of the API is written into {@code api/counter.yaml} first; a test holds the document against the
 * addresses that exist and the answers they give.
 */
@NullMarked
package org.trustledger.query.openapi;

import org.jspecify.annotations.NullMarked;
