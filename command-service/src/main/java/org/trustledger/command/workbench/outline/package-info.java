/** Where the profile, the pillars, the categories and the tags are written. Decides nothing: that is the content's. */
@NullMarked
package org.trustledger.command.workbench.outline;

import org.jspecify.annotations.NullMarked;
