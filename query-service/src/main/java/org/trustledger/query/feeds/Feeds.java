package org.trustledger.query.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.packs.IssuedPack;
import org.trustledger.query.packs.PackRegister;
import org.trustledger.query.packs.PackSelection;

/** The documents that feeds consist of: the one that is being subscribed to, and its archives. */
@Component
public class Feeds {
    private final TopicChanges changes;
    private final PackRegister register;

    Feeds(TopicChanges changes, PackRegister register) {
        this.changes = changes;
        this.register = register;
    }

    /**
     * What was changed of a topic, as known at the head.
     *
     * @param topic not that of packs
     * @param archive null for the document that is being subscribed to
     * @return empty if there is no such archive
     */
    public Optional<FeedDocument<TopicEntry>> ofChanges(Head head, Topic topic, @Nullable Integer archive) {
        var trustCenter = head.trustCenter();
        return document(
                        new Archives<>(
                                changes.total(trustCenter, topic, head.position()),
                                (from, to) -> changes.headings(trustCenter, topic, from, to)),
                        archive)
                .map(document -> document.telling(headings -> changes.entries(trustCenter, topic, headings)));
    }

    /** Which packs were issued that are not withheld; likewise. */
    public Optional<FeedDocument<IssuedPack>> ofPacks(Head head, @Nullable Integer archive) {
        var trustCenter = head.trustCenter();
        return document(
                new Archives<>(register.count(trustCenter, PackSelection.ALL), (from, to) -> packs(head, from, to)),
                archive);
    }

    private List<Archives.Numbered<IssuedPack>> packs(Head head, int from, int to) {
        var issued = register.numbered(head.trustCenter(), from, to);
        var numbered = new ArrayList<Archives.Numbered<IssuedPack>>();
        for (var index = issued.size() - 1; index >= 0; index--) {
            if (!issued.get(index).withheld()) {
                numbered.add(new Archives.Numbered<>(from + index, issued.get(index)));
            }
        }
        return numbered;
    }

    private static <T> Optional<FeedDocument<T>> document(Archives<T> archives, @Nullable Integer archive) {
        return archive == null ? Optional.of(archives.newest()) : archives.archive(archive);
    }
}
