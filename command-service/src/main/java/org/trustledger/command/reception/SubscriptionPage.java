package org.trustledger.command.reception;

import org.jspecify.annotations.Nullable;

/**
 * A subscription as whoever has its link sees it.
 *
 * @param address to which they are written
 * @param isConfirmed whether they have said that it is theirs
 * @param version that the form is based on
 * @param done what came of the last form; null for nothing
 */
public record SubscriptionPage(
        ReceptionFrame frame,
        String lead,
        String address,
        WishForm wish,
        boolean isConfirmed,
        long version,
        @Nullable String done) {}
