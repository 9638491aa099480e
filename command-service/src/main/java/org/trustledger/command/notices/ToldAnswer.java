package org.trustledger.command.notices;

/**
 * An answer that words tell.
 *
 * @param isWhole whether they tell what it reads, or why: that is for nobody to whom it is not public. Else only its
 *     title
 */
record ToldAnswer(String id, boolean isWhole) {}
