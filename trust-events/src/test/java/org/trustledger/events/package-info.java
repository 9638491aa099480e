/** Holds every version of every fact ever published to the JSON it was published as. */
@NullMarked
package org.trustledger.events;

import org.jspecify.annotations.NullMarked;
