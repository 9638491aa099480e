package org.trustledger.command.subscriptions;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Of what somebody wants to be told, and how.
 *
 * @param topics in the order of their keys
 * @param language BCP 47 tag of a language that the trust center is published in
 * @param reminders whether of an announced change again some days before it takes effect
 */
public record Wish(SortedSet<Topic> topics, String language, Cadence cadence, boolean reminders) {
    public Wish {
        topics = Collections.unmodifiableSortedSet(new TreeSet<>(topics));
    }
}
