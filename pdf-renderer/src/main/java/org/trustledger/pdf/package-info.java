/** The press: turns a view into a dated, sealed PDF. Has the sealing key and no database. */
@NullMarked
package org.trustledger.pdf;

import org.jspecify.annotations.NullMarked;
