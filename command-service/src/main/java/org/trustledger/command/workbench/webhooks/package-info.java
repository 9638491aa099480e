/** The page on endpoints of programs: which are called, how they stand, and ending or resuming one. */
@NullMarked
package org.trustledger.command.workbench.webhooks;

import org.jspecify.annotations.NullMarked;
