/** The pages on which administrators forget a reader who asked for it. */
@NullMarked
package org.trustledger.command.workbench.erasure;

import org.jspecify.annotations.NullMarked;
