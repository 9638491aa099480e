/**
 * The office's second door, for the public: its own port, its own small authority.
 *
 * <p>Everything under {@code /reception} answers there and nowhere else, and nothing else does.
 *
 * <p>Trap: whatever is added here is open to the whole world; it needs a limit per trust center.
 */
@NullMarked
package org.trustledger.command.reception;

import org.jspecify.annotations.NullMarked;
