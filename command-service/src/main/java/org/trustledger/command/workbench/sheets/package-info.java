/** Answers out of spreadsheets: a file is sent, its columns are named, and its rows become a content document. */
@NullMarked
package org.trustledger.command.workbench.sheets;

import org.jspecify.annotations.NullMarked;
