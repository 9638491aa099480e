/** Where answers are found and written one by one. Decides nothing: that is the content's. */
@NullMarked
package org.trustledger.command.workbench.answers;

import org.jspecify.annotations.NullMarked;
