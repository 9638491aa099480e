/**
 * Content as code in the browser: a document is sent, its problems or its plan are shown, it is applied.
 *
 * <p>Decides nothing: that is {@link org.trustledger.command.content.ContentDesk}'s. A new state of a document is a
 * page record, a template and a branch in {@link DocumentPages}.
 *
 * <p>Trap: a page stays under 100 kB however large the document is, so nothing is shown without a limit.
 */
@NullMarked
package org.trustledger.command.workbench.content;

import org.jspecify.annotations.NullMarked;
