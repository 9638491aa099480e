/**
 * Issued trust packs: the register with their digests, and the files.
 *
 * <p>The register is written by {@link org.trustledger.query.packs.PackProjection} alone; the files by the press.
 *
 * <p>Trap: only what is registered is ever served, under the digest the register says.
 */
@NullMarked
package org.trustledger.query.packs;

import org.jspecify.annotations.NullMarked;
