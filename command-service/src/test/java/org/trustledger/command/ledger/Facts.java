package org.trustledger.command.ledger;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Pillar;
import org.trustledger.events.PillarPublished;
import org.trustledger.events.Profile;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.Seal;
import org.trustledger.events.Statement;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.TagPublished;

/** Facts for tests that do not care what is said. */
public final class Facts {
    private Facts() {}

    public static PillarPublished pillar(String item, int revision, Instant from) {
        return pillar(item, revision, from, null);
    }

    public static PillarPublished pillar(String item, int revision, Instant from, @Nullable Instant to) {
        return new PillarPublished(
                new Statement(item, revision, from, to, text("First publication"), null),
                new Pillar(10, text("Data stays in Sweden"), text("Åmål & Luleå, revision " + revision)));
    }

    public static ProfilePublished profile(int revision, Instant from, String... languages) {
        return new ProfilePublished(
                new Statement(Profile.ITEM, revision, from, null, text("First publication"), null),
                new Profile(
                        "Nordhamn Cloud",
                        "Nordhamn Cloud AB",
                        new ContactFunction(text("Trust office"), "trust@nordhamn.example"),
                        List.of(languages),
                        ZoneId.of("Europe/Stockholm"),
                        Period.ofDays(30),
                        null));
    }

    public static TagPublished tag(String item, int revision, Instant from) {
        return new TagPublished(
                new Statement(item, revision, from, null, text("First publication"), null),
                new Tag(10, text(item), TagKind.FRAMEWORK, null));
    }

    /** A fact that is no content. */
    public static PackIssued pack(String id, Instant recordedAt) {
        return new PackIssued(
                id,
                new PackIdentity(new PackScope.Everything(), "en", recordedAt, recordedAt, 1, 0, "1"),
                "cd".repeat(32),
                "ab".repeat(32),
                48,
                7,
                new Seal("PAdES-B-B", "CN=Demonstration", "ef".repeat(32), true));
    }

    private static LocalizedText text(String english) {
        return LocalizedText.of("en", english);
    }
}
