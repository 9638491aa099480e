/** The pages on what was told to whom: the board, one notice with its words and deliveries, and what did not arrive. */
@NullMarked
package org.trustledger.command.workbench.notices;

import org.jspecify.annotations.NullMarked;
