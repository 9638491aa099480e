package org.trustledger.query.site;

import java.util.List;

/**
 * What begins to apply on one day, or what ends on it.
 *
 * @param days how soon, in words
 */
public record ComingShown(String title, String iso, String days, List<Change> changes) {

    /** One of the changes. */
    public record Change(String kind, Said what, Said reason, Link read) {}
}
