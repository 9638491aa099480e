package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.trustledger.events.Answer;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Seal;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.query.SampleFacts;

/**
 * The sample trust center at a counter, and a browser before it. Opened by the first test class that takes it as a
 * parameter and shared by all of them, because opening it costs as much as reading thirty pages.
 */
final class SampleSite implements AutoCloseable {
    private static final Instant LOADED = Instant.parse("2026-11-20T09:30:00.123456Z");
    private static final String PACK = "0123456789abcdef0123456789abcdef";

    private final Facts facts = new Facts("nordhamn");
    private final Path archive;
    private final Counter counter;
    private final Visitors visitors;

    private SampleSite() {
        try {
            archive = Files.createTempDirectory("trust-ledger-archive-");
            counter = Counter.withArchive(archive)
                    .at(Instant.parse("2026-11-22T08:00:00Z"))
                    .with("trust-ledger.https-only", "true");
            counter.relays(facts.commit(LOADED, SampleFacts.of(facts)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        counter.relays(facts.commit(
                LOADED.plusSeconds(90_000),
                facts.stated(
                        "environment-report",
                        day("2026-02-01"),
                        day("2027-06-01"),
                        both("Asked for by three customers", "Tre kunder frågade"),
                        null,
                        new Answer(
                                99_000,
                                "environment",
                                List.of("environment"),
                                both("Do you publish an environmental report?", "Ger ni ut en miljöredovisning?"),
                                both("Yes, every *February*.", "Ja, varje *februari*.")))));
        var contentPosition = facts.all().size();
        for (var language : List.of("en", "sv")) {
            counter.relays(facts.commit(
                    LOADED.plusSeconds(language.equals("en") ? 90_020 : 90_025),
                    recordedAt -> issued(language, contentPosition)));
        }
        counter.start().reaches("nordhamn", facts.all().size());
        visitors = new Visitors(counter.address());
    }

    private static PackIssued issued(String language, long contentPosition) {
        return new PackIssued(
                language.equals("en") ? PACK : PACK.replace('0', '1'),
                new PackIdentity(
                        new PackScope.Everything(),
                        language,
                        LOADED.plusSeconds(90_000),
                        LOADED.plusSeconds(90_000),
                        contentPosition,
                        0,
                        "1"),
                "cd".repeat(32),
                language.equals("en") ? "9f2c" + "ab".repeat(28) + "a41e" : "7b10" + "ef".repeat(28) + "03d2",
                48,
                412_345,
                new Seal("PAdES-B-B", "CN=Demonstration", "ef".repeat(32), true));
    }

    Counter counter() {
        return counter;
    }

    Visitors visitors() {
        return visitors;
    }

    /** A page as {@link Visitors#visit} opens it. */
    Page visit(String path, String language) {
        return visitors.visit(path, language);
    }

    @Override
    public void close() throws IOException {
        visitors.close();
        counter.close();
        Files.delete(archive);
        assertThat(visitors.complaints()).isEmpty();
    }

    /** Hands the one site to every class that asks for it. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SampleSite.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(SampleSite.class, absent -> new SampleSite(), SampleSite.class);
        }
    }
}
