/** Everything on one machine, each service in the process and from the artifact production runs. */
@NullMarked
package org.trustledger.standalone;

import org.jspecify.annotations.NullMarked;
