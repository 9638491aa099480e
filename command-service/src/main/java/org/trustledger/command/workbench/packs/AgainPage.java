package org.trustledger.command.workbench.packs;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;

/**
 * Asks whether a pack that failed is really to be asked for again.
 *
 * @param problem what the press said, in English
 */
public record AgainPage(
        Frame frame, PackWords t, Content text, @Nullable String problem, String action, String back) {}
