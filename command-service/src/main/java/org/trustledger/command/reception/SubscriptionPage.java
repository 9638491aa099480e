package org.trustledger.command.reception;

import org.jspecify.annotations.Nullable;

/**
 * A subscription as whoever has its link sees it.
 *
 * @param address to which they are written; null if nothing is there to open it with
 * @param errors what the form was not taken for; null if it was
 * @param meanwhile what was chosen elsewhere; null if nothing was
 * @param isConfirmed whether they have said that it is theirs
 * @param notYou what whoever did not ask for it does
 * @param version that the form is based on
 * @param done what came of the last form; null for nothing
 * @param closed that no letters are sent here any more; null if they are
 * @param paused why nothing is sent; null if letters are
 * @param letters that they got; null before they have said that the address is theirs
 */
public record SubscriptionPage(
        ReceptionFrame frame,
        String lead,
        @Nullable String address,
        @Nullable FormErrors errors,
        @Nullable Meanwhile meanwhile,
        WishForm wish,
        boolean isConfirmed,
        String notYou,
        long version,
        @Nullable String done,
        @Nullable String closed,
        @Nullable String paused,
        @Nullable LetterList letters) {}
