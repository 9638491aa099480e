package org.trustledger.pdf.views;

import org.trustledger.events.Content;

/**
 * Something recorded that will apply later than the date of the view.
 *
 * @param kind of the item, such as {@code answers}
 */
public record Coming(String kind, Stated<? extends Content> stated) {}
