/**
 * The technical drawer: clock, files, addresses, health. Knows no feature.
 *
 * <p>Trap: settings are read once, at the start; what is wrong with them must stop the start with a sentence.
 */
@NullMarked
package org.trustledger.pdf.platform;

import org.jspecify.annotations.NullMarked;
