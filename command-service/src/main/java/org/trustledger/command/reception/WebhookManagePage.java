package org.trustledger.command.reception;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as whoever has its link sees it.
 *
 * @param done what came of the last form; null for nothing
 * @param trouble why the last form did nothing; null for nothing
 * @param errors what of it was not taken; null for nothing
 * @param meanwhile what somebody else chose since the form was read; null for nothing
 * @param state how it stands, a sentence
 * @param mood {@code ok}, {@code wait} or {@code bad}
 * @param waiting how many calls wait, a sentence
 * @param trial what came of the last challenge or test, sentences; none if there was none
 * @param isProved whether it has answered with a challenge
 * @param version that the choices are based on
 * @param proof by what its owner proves to others that it was called; null if it never was
 * @param closed that no program is called at present; null if they are
 * @param isReadable whether its secret can be read, as it takes to make another
 * @param after the position as it was typed; empty at first
 * @param replayError at the position; null for none
 */
public record WebhookManagePage(
        ReceptionFrame frame,
        WebhookWords t,
        @Nullable String done,
        @Nullable String trouble,
        @Nullable FormErrors errors,
        @Nullable Meanwhile meanwhile,
        String state,
        String mood,
        String waiting,
        List<String> trial,
        boolean isProved,
        boolean isPaused,
        WebhookWishForm wish,
        long version,
        List<Call> calls,
        @Nullable Proof proof,
        @Nullable String closed,
        boolean isReadable,
        String after,
        @Nullable String replayError) {
    public WebhookManagePage {
        trial = List.copyOf(trial);
        calls = List.copyOf(calls);
    }

    /**
     * A call.
     *
     * @param about up to which position it tells
     * @param told what is to be known of its last attempt, a sentence each
     * @param digest by which the record of it knows the address; null if it was never made
     */
    public record Call(
            String id,
            String about,
            String state,
            String mood,
            String iso,
            String at,
            List<String> told,
            @Nullable String digest) {
        public Call {
            told = List.copyOf(told);
        }
    }

    /**
     * What opens the digest of a call.
     *
     * @param call the newest that was made
     * @param salt of the endpoint, for the digest of its address
     * @param digest that the record of the call has
     * @param command by which the digest is computed again
     */
    public record Proof(String call, String salt, String digest, String command) {
        @Override
        public String toString() {
            return "Proof[withheld]";
        }
    }

    /** Says nothing of it: the salt is its owner's alone. */
    @Override
    public String toString() {
        return "WebhookManagePage[withheld]";
    }
}
