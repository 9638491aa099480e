/** A mailbox one can look at: what the local mail server was sent, as pages on loopback. */
@NullMarked
package org.trustledger.standalone.mailbox;

import org.jspecify.annotations.NullMarked;
