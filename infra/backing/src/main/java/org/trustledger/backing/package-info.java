/**
 * PostgreSQL and Kafka as a machine without containers can run them: the real ones, durable, on loopback only.
 *
 * <p>Written by whoever starts them; each owns one directory. The trap: a killed parent runs no clean-up, so what must
 * happen after its death is done by a {@link Lifeline} or by the next start.
 */
@NullMarked
package org.trustledger.backing;

import org.jspecify.annotations.NullMarked;
