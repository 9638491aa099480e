/**
 * Trust centers as they read at two instants: composed from statements, cached, served to programs.
 *
 * <p>Read-only. A view is kept by content position and by the stretch of valid time over which it reads the same.
 *
 * <p>Trap: a date is read in the trust center's own time zone, never in the server's.
 */
@NullMarked
package org.trustledger.query.views;

import org.jspecify.annotations.NullMarked;
