package org.trustledger.command.notices;

import java.time.Instant;
import java.util.List;

/** One thing that is told. */
public sealed interface ToldChange permits ToldItem, ToldPack {
    ToldKind kind();

    /** Id of the item within its kind. */
    String item();

    Happened happened();

    /** Ledger position of the last fact that makes it so. */
    long position();

    /** When that was recorded. */
    Instant recordedAt();

    /** The keys of the topics it belongs to, such as {@code answers} and {@code answers:gdpr}. */
    List<String> topics();

    /** The same by its title alone, where there is no room for more. */
    ToldChange abridged();
}
