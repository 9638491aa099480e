/**
 * Who may do what at the office: tokens of the identity provider, roles per trust center, opaque actors.
 *
 * <p>A feature opens an address by a {@link Door} bean; an address without one admits nobody.
 *
 * <p>Trap: a subject or a name must never leave this package; facts and logs get {@link StaffMember#actor()}.
 */
@NullMarked
package org.trustledger.command.staff;

import org.jspecify.annotations.NullMarked;
