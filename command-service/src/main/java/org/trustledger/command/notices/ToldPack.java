package org.trustledger.command.notices;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.trustledger.events.PackScope;

/**
 * A new pack of everything, which shows what the trust center says now.
 *
 * @param editions one per language, by its tag
 */
public record ToldPack(List<Edition> editions, long position, Instant recordedAt) implements ToldChange {

    /** @throws IllegalArgumentException if there is no edition */
    public ToldPack {
        if (editions.isEmpty()) {
            throw new IllegalArgumentException("A pack is issued in a language");
        }
        editions = editions.stream()
                .sorted(Comparator.comparing(Edition::language))
                .toList();
    }

    /**
     * The pack in one language.
     *
     * @param id of the pack
     * @param validAt the instant whose content it shows
     * @param sealedSha256 lower-case hex digest of the file
     */
    public record Edition(String id, String language, Instant validAt, int pages, long bytes, String sealedSha256) {}

    /** The one in that language, else in the fallback, else in whichever there is. */
    Edition in(String language, String fallback) {
        for (var wanted : List.of(language, fallback)) {
            for (var edition : editions) {
                if (edition.language().equals(wanted)) {
                    return edition;
                }
            }
        }
        return editions.getFirst();
    }

    @Override
    public ToldKind kind() {
        return ToldKind.PACK;
    }

    /** The scope of it. */
    @Override
    public String item() {
        return new PackScope.Everything().text();
    }

    @Override
    public Happened happened() {
        return Happened.ADDED;
    }

    @Override
    public List<String> topics() {
        return List.of(kind().topic());
    }

    @Override
    public ToldPack abridged() {
        return this;
    }
}
