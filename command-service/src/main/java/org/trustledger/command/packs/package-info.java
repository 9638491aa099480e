/**
 * Trust packs: asking for them, registering what the press made, keeping the newest one ready in every language.
 *
 * <p>Written by staff, by the press and, through the reception, by the public. A new scope starts in
 * {@link org.trustledger.events.PackScope}.
 *
 * <p>Trap: a pack's id is a function of its identity; anything new that changes its bytes must become part of it.
 */
@NullMarked
package org.trustledger.command.packs;

import org.jspecify.annotations.NullMarked;
