/**
 * The pages of the office for its people: server-rendered, complete without script, in every language that has texts.
 *
 * <p>A page is a controller with its {@code Door}, a record, a template under {@code jte/workbench} and a {@link Place}
 * for the rail, all here or in a package below; features never depend on their pages, the pages do on them.
 *
 * <p>Trap: what changes something is a POST with {@code parts/csrf}, and asks for the role again at its door.
 */
@NullMarked
package org.trustledger.command.workbench;

import org.jspecify.annotations.NullMarked;
