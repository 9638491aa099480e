/**
 * Full-text search at any two instants, with stems, without regard to accents, and by what is typed of a word so far.
 *
 * <p>Written by {@link org.trustledger.query.search.SearchProjection} alone, one row a part and language of a version.
 * A language with a stemmer of its own is named in {@link org.trustledger.query.search.Stemming}.
 *
 * <p>Trap: rows know nothing of time; a search that is not told which statements apply finds what nobody says any more.
 */
@NullMarked
package org.trustledger.query.search;

import org.jspecify.annotations.NullMarked;
