/** Letters by mail: how the office reaches a mail server. What they say, and to whom, is each feature's. */
@NullMarked
package org.trustledger.command.mail;

import org.jspecify.annotations.NullMarked;
