/**
 * Ends parts of a running house the hard way and proves from outside that nothing acknowledged was lost or doubled.
 *
 * <p>A further fault is one more line in {@link Faults}. The trap: end processes by their handle, never by their name.
 */
@NullMarked
package org.trustledger.chaos;

import org.jspecify.annotations.NullMarked;
