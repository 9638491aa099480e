/**
 * An OpenID provider for one machine: sample people, and the clients of the house. Production brings its own.
 *
 * <p>A further person is one more {@link Person}. The trap: its passwords open nothing but this, and must stay so.
 */
@NullMarked
package org.trustledger.standalone.identity;

import org.jspecify.annotations.NullMarked;
