/**
 * Letters by mail: how the office reaches a mail server, one letter at a time or a hundred thousand, and how it hears
 * of those that come back. What they say, and to whom, is each feature's.
 */
@NullMarked
package org.trustledger.command.mail;

import org.jspecify.annotations.NullMarked;
