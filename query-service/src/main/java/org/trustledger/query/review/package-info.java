/**
 * Whether the trust center's changes need the approval of somebody else than their author, since when and why.
 *
 * <p>Written by {@link org.trustledger.query.review.ReviewProjection} alone, one row a decision.
 *
 * <p>Trap: as long as nothing was decided there is no row, and nobody can tell what was asked for before.
 */
@NullMarked
package org.trustledger.query.review;

import org.jspecify.annotations.NullMarked;
