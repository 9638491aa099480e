/**
 * Everything on one machine, each service in the process and from the artifact production runs.
 *
 * <p>A further part is one more step in {@link Standalone}. The trap: whatever is started must be stopped whichever way
 * the launcher ends, so it is entered into {@link Running} or hangs on a guardian.
 */
@NullMarked
package org.trustledger.standalone;

import org.jspecify.annotations.NullMarked;
