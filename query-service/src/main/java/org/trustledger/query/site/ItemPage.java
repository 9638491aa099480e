package org.trustledger.query.site;

import org.jspecify.annotations.Nullable;

/**
 * The history of an item that is read among others.
 *
 * @param kind of item, in words
 * @param name as it is called at the point in time, else as it was called last
 * @param read where it stands; null where it is not stated at the point in time
 * @param changes the way to all changes
 */
public record ItemPage(
        Frame frame, String kind, Said name, @Nullable Link read, HistoryShown history, Link changes)
        implements Framed {}
