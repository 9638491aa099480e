/**
 * Processes that cannot outlive the launcher, and the trace of them that the next start cleans up by.
 *
 * <p>The trap: a process number alone proves nothing, it may have been given to somebody else since.
 */
@NullMarked
package org.trustledger.standalone.processes;

import org.jspecify.annotations.NullMarked;
