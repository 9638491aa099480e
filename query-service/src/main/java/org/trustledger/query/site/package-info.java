/**
 * The public pages: server-rendered, readable without script, in every language that has texts.
 *
 * <p>A language is a file under {@code texts/}; a page is a typed model here and a template under {@code jte}.
 *
 * <p>Trap: templates escape everything but what {@link org.trustledger.presentation.Markdown} made.
 */
@NullMarked
package org.trustledger.query.site;

import org.jspecify.annotations.NullMarked;
