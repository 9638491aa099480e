/**
 * Where sealed packs are kept for as long as anybody may ask for them.
 *
 * <p>Written by {@code packs} only. Another place (S3): an adapter of {@link org.trustledger.pdf.archive.PackArchive}
 * that passes its contract test.
 *
 * <p>Trap: what is archived is evidence; nothing here may replace or delete a file.
 */
@NullMarked
package org.trustledger.pdf.archive;

import org.jspecify.annotations.NullMarked;
