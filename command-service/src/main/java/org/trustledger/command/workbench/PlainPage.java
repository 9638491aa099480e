package org.trustledger.command.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page with a heading, a sentence and the ways on: for what is empty, missing or went wrong.
 *
 * @param technical for the operator; null for none
 */
public record PlainPage(
        Frame frame, String text, List<Link> ways, @Nullable String technical) {}
