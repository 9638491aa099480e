package org.trustledger.command.workbench.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.ledger.FactPage.Line;
import org.trustledger.command.workbench.ledger.FactPage.Way;
import org.trustledger.events.AccessFact;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.ContentFact;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PublicFact;

/** Makes the page of one fact. */
@Component
class FactPart {
    private static final int BYTES_SHOWN = 16_000;

    private final RecordedFacts facts;

    FactPart(RecordedFacts facts) {
        this.facts = facts;
    }

    /**
     * Empty if the ledger has no such position.
     *
     * @param frame by the page's heading
     */
    Optional<FactPage> show(Function<String, Frame> frame, Onlooker onlooker, long position) {
        return facts.find(onlooker.trustCenter(), position).map(found -> show(frame, onlooker, found));
    }

    private static FactPage show(Function<String, Frame> frame, Onlooker onlooker, FactInFull found) {
        var fact = found.fact();
        var words = onlooker.words();
        var happened = Happened.of(fact.fact());
        var together = fact.commitPosition() - found.commitFirst() + 1;
        var title = onlooker.title(found.named());
        return new FactPage(
                frame.apply(onlooker.say(FactText.FACT_TITLE, Long.toString(fact.position()), title.text())),
                words,
                Long.toString(fact.position()),
                title,
                words.kind(FactKind.of(fact)),
                words.happened(happened),
                happened.key(),
                found.catchingUp() ? onlooker.say(FactText.FACT_VERSIONS_CATCHING_UP) : null,
                about(onlooker, found),
                LedgerPart.why(onlooker, found.named()),
                fact.fact() instanceof ContentFact ? new Comparison(onlooker, found).show() : null,
                fact.fact() instanceof PackIssued issued ? pack(onlooker, issued) : List.of(),
                together == 1
                        ? List.of()
                        : found.commit().stream()
                                .map(other -> together(onlooker, other, fact))
                                .toList(),
                together > found.commit().size()
                        ? new Way(
                                onlooker.say(FactText.FACT_COMMIT_ALL, together),
                                "%s?commit=%d".formatted(onlooker.ledger(), fact.commitPosition()))
                        : null,
                neighbours(onlooker, found),
                bytes(onlooker, found));
    }

    private static List<Line> about(Onlooker onlooker, FactInFull found) {
        var fact = found.fact();
        var lines = new ArrayList<Line>();
        lines.add(new Line(onlooker.say(FactText.FACT_RECORDED), onlooker.moment(fact.recordedAt()), null, null, true));
        if (fact.fact() instanceof ContentFact content) {
            lines.add(plain(onlooker, FactText.FACT_APPLIES, onlooker.applies(fact)));
            lines.add(new Line(
                    onlooker.say(FactText.FACT_ITEM),
                    onlooker.say(
                            FactText.FACT_REVISION,
                            Integer.toString(content.statement().revision()),
                            fact.item()),
                    null,
                    "%s?item=%s".formatted(onlooker.ledger(), fact.item()),
                    false));
        }
        if (fact.fact() instanceof AccessFact access) {
            lines.addAll(access(onlooker, access, fact.item()));
        }
        if (fact.fact() instanceof AnswerConfirmed confirmed) {
            lines.add(new Line(
                    onlooker.say(FactText.FACT_CONFIRMED),
                    onlooker.say(FactText.FACT_CONFIRMED_VERSION, Long.toString(confirmed.position())),
                    null,
                    onlooker.href(confirmed.position()),
                    false));
            lines.add(new Line(
                    onlooker.say(FactText.FACT_ITEM),
                    fact.item(),
                    null,
                    "%s?item=%s".formatted(onlooker.ledger(), fact.item()),
                    false));
        }
        if (found.isWithheld()) {
            lines.add(plain(onlooker, FactText.FACT_WITHHELD, onlooker.say(FactText.FACT_WITHHELD_HELP)));
            lines.add(new Line(
                    onlooker.say(FactText.FACT_PROOF),
                    onlooker.say(FactText.FACT_PROOF_TAKE),
                    null,
                    "%s/withheld".formatted(onlooker.href(fact.position())),
                    false));
        }
        lines.add(new Line(
                onlooker.say(FactText.FACT_WHO),
                onlooker.who(fact),
                null,
                "%s?actor=%s".formatted(onlooker.ledger(), fact.actor()),
                false));
        if (fact.approver() != null) {
            lines.add(plain(onlooker, FactText.FACT_APPROVER, onlooker.who(fact.approver())));
        }
        if (found.named().content() instanceof AgreementRevision revision) {
            lines.add(plain(onlooker, FactText.FACT_TRIGGER, onlooker.trigger(revision.trigger())));
            if (revision.legalSource() != null) {
                var source = onlooker.phrase(revision.legalSource());
                lines.add(new Line(
                        onlooker.say(FactText.FACT_LEGAL_SOURCE), source.text(), source.language(), null, false));
            }
        }
        if (found.corrected() != null) {
            lines.add(new Line(
                    onlooker.say(FactText.FACT_CORRECTS),
                    onlooker.say(
                            FactText.FACT_CORRECTS_FACT,
                            Long.toString(found.corrected().position()),
                            onlooker.day(found.corrected().recordedAt())),
                    null,
                    onlooker.href(found.corrected().position()),
                    false));
        }
        lines.add(commit(onlooker, found));
        lines.add(new Line(onlooker.say(FactText.FACT_CORRELATION), fact.correlationId(), null, null, true));
        return lines;
    }

    private static List<Line> access(Onlooker onlooker, AccessFact access, String item) {
        var about = new Line(
                onlooker.say(FactText.FACT_ITEM), item, null, "%s?item=%s".formatted(onlooker.ledger(), item), false);
        return switch (access) {
            case AnswerAccessChanged changed ->
                List.of(
                        plain(
                                onlooker,
                                FactText.FACT_ACCESS,
                                onlooker.say(FactText.valueOf(
                                        "ACCESS_" + changed.access().name()))),
                        about);
            case AnswerVersionOpened opened ->
                List.of(
                        new Line(
                                onlooker.say(FactText.FACT_OPENED),
                                onlooker.say(FactText.FACT_OPENED_VERSION, Long.toString(opened.version())),
                                null,
                                onlooker.href(opened.version()),
                                false),
                        about);
        };
    }

    private static Line commit(Onlooker onlooker, FactInFull found) {
        var last = found.fact().commitPosition();
        var together = last - found.commitFirst() + 1;
        return together == 1
                ? plain(onlooker, FactText.FACT_COMMIT, onlooker.say(FactText.FACT_COMMIT_ALONE))
                : new Line(
                        onlooker.say(FactText.FACT_COMMIT),
                        onlooker.say(
                                FactText.FACT_COMMIT_FACTS,
                                together,
                                Long.toString(found.commitFirst()),
                                Long.toString(last)),
                        null,
                        "%s?commit=%d".formatted(onlooker.ledger(), last),
                        false);
    }

    private static Line plain(Onlooker onlooker, FactText label, String text) {
        return new Line(onlooker.say(label), text, null, null, false);
    }

    private static List<Line> pack(Onlooker onlooker, PackIssued issued) {
        var identity = issued.identity();
        return List.of(
                new Line(onlooker.say(FactText.FACT_PACK_SEALED), issued.sealedSha256(), null, null, true),
                new Line(onlooker.say(FactText.FACT_PACK_UNSIGNED), issued.unsignedSha256(), null, null, true),
                plain(
                        onlooker,
                        FactText.FACT_PACK_PAGES,
                        onlooker.say(
                                FactText.FACT_PACK_SIZE,
                                issued.pages(),
                                onlooker.wording().size(issued.bytes()))),
                plain(
                        onlooker,
                        FactText.FACT_PACK_SEAL,
                        Stream.of(
                                        issued.seal().level(),
                                        issued.seal().signer(),
                                        issued.seal().demonstration()
                                                ? onlooker.say(FactText.FACT_PACK_DEMONSTRATION)
                                                : "")
                                .filter(part -> !part.isEmpty())
                                .collect(Collectors.joining(", "))),
                new Line(
                        onlooker.say(FactText.FACT_PACK_CONTENT),
                        onlooker.say(
                                FactText.FACT_PACK_CONTENT_PLACE,
                                Long.toString(identity.contentPosition()),
                                onlooker.moment(identity.recordedAt())),
                        null,
                        onlooker.href(identity.contentPosition()),
                        false),
                plain(onlooker, FactText.FACT_PACK_RENDERER, identity.rendererVersion()));
    }

    private static FactPage.Together together(Onlooker onlooker, NamedFact other, PublicFact fact) {
        return new FactPage.Together(
                Long.toString(other.position()),
                onlooker.href(other.position()),
                onlooker.words().kind(FactKind.of(other.fact())),
                onlooker.words().happened(Happened.of(other.fact().fact())),
                onlooker.title(other),
                other.position() == fact.position());
    }

    private static List<Way> neighbours(Onlooker onlooker, FactInFull found) {
        var position = found.fact().position();
        var ways = new ArrayList<Way>();
        way(onlooker, FactText.FACT_PREVIOUS, position == 1 ? null : position - 1, ways);
        way(onlooker, FactText.FACT_NEXT, position == found.last() ? null : position + 1, ways);
        way(onlooker, FactText.FACT_PREVIOUS_VERSION, found.previousVersion(), ways);
        way(onlooker, FactText.FACT_NEXT_VERSION, found.nextVersion(), ways);
        return ways;
    }

    private static void way(Onlooker onlooker, FactText label, @Nullable Long position, List<Way> ways) {
        if (position != null) {
            ways.add(new Way(onlooker.say(label, Long.toString(position)), onlooker.href(position)));
        }
    }

    private static FactPage.Bytes bytes(Onlooker onlooker, FactInFull found) {
        var bytes = found.bytes();
        var shown = shown(bytes);
        return new FactPage.Bytes(
                sha256(bytes),
                onlooker.say(FactText.FACT_BYTES_SIZE, bytes.length),
                new String(bytes, 0, shown, StandardCharsets.UTF_8),
                shown < bytes.length ? onlooker.say(FactText.FACT_BYTES_CUT, shown, bytes.length) : null,
                "%s/bytes".formatted(onlooker.href(found.fact().position())));
    }

    private static int shown(byte[] bytes) {
        if (bytes.length <= BYTES_SHOWN) {
            return bytes.length;
        }
        // Never in the middle of a character.
        var end = BYTES_SHOWN;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
