package org.trustledger.command.notices;

import java.util.Set;

/**
 * Those who read the same words, but for their own links.
 *
 * @param topics of which they are told; those that are not touched do not matter
 * @param language BCP 47 tag of theirs
 * @param links that they have
 */
public record Readership(Set<String> topics, String language, WhyTold why, Set<OwnLink> links) {
    public Readership {
        topics = Set.copyOf(topics);
        links = Set.copyOf(links);
    }
}
