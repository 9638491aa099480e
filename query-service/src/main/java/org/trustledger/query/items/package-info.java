/**
 * Single items and lists of them for programs: at any two instants, filtered, page by page.
 *
 * <p>Read-only, from the views that the site shows too. A kind is listed as soon as it is a
 * {@link org.trustledger.query.statements.Kind}.
 *
 * <p>Trap: a page is cut from one state of the list, which its cursor pins; never from the present.
 */
@NullMarked
package org.trustledger.query.items;

import org.jspecify.annotations.NullMarked;
