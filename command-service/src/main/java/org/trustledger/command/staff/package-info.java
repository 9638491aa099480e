/**
 * Who may do what at the office: tokens of the identity provider, roles per trust center, opaque actors; programs bring
 * a token each time, people log in to the workbench and get a session that opens nothing else.
 *
 * <p>A feature opens an address by a {@link Door} bean; an address without one admits nobody.
 *
 * <p>Trap: a subject must never leave this package, a name only to its bearer's screen; facts and logs get
 * {@link StaffMember#actor()}.
 */
@NullMarked
package org.trustledger.command.staff;

import org.jspecify.annotations.NullMarked;
