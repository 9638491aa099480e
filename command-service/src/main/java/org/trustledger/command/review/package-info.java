/**
 * The rule of four eyes: whether a change needs somebody else's approval, who has decided so, and the gate that every
 * change passes. What waits for approval is {@link org.trustledger.command.content}'s.
 */
@NullMarked
package org.trustledger.command.review;

import org.jspecify.annotations.NullMarked;
