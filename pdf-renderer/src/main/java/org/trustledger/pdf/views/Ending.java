package org.trustledger.pdf.views;

import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;

/**
 * Something recorded to end later than the date of the view, with nothing in its place.
 *
 * @param kind of the item, such as {@code answers}
 * @param stated what ends; its {@code until} says when
 * @param reason why it ends
 * @param position ledger position of the fact that says so
 */
public record Ending(String kind, Stated<? extends Content> stated, LocalizedText reason, long position) {}
