/**
 * Content as code: one YAML or JSON document, read, checked whole and turned into the facts that state it.
 *
 * <p>Written by {@link ApplyContent} only. A new field: the schema, {@link Assembly}, a line in {@link Rules} if it
 * refers.
 *
 * <p>Trap: a field left out of an earlier version reads as in the current one; null says that it had none then.
 */
@NullMarked
package org.trustledger.command.content;

import org.jspecify.annotations.NullMarked;
