/**
 * Who looks after an answer, until when it has to be looked at again, and that somebody found it still true. What an
 * answer says is {@link org.trustledger.command.content}'s.
 */
@NullMarked
package org.trustledger.command.care;

import org.jspecify.annotations.NullMarked;
