package org.trustledger.command.content;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.staff.Role;
import org.trustledger.events.Access;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Evidence;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Profile;
import org.trustledger.events.Tag;
import org.trustledger.events.TrustCenterId;

/** Where answers are written one by one: from the first draft to the plan that goes the way of any document. */
@Component
public class AnswerDesk {
    /** Whoever writes answers. */
    public static final Set<Role> MAY_WRITE = Collections.unmodifiableSet(EnumSet.of(Role.EDITOR, Role.ADMINISTRATOR));

    /** How long a draft is kept that nobody goes on with. */
    static final Duration KEPT = Duration.ofDays(60);

    /** How long somebody counts as writing. */
    private static final Duration LATELY = Duration.ofHours(12);

    private static final Pattern DRAFT = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern PLACE = Pattern.compile("/(?:answers/0/)?(\\w+)(?:/([\\w-]+))?.*");

    private static final Set<String> LISTS = Set.of("tags", "evidence");

    private final ContentLoading loading;
    private final ContentDesk desk;
    private final AnswerDrafts drafts;
    private final ContentReader reader;
    private final Clock clock;
    private final FaultFiles words = new FaultFiles();

    AnswerDesk(ContentLoading loading, ContentDesk desk, AnswerDrafts drafts, ContentReader reader, Clock clock) {
        this.loading = loading;
        this.desk = desk;
        this.drafts = drafts;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * What can be chosen.
     *
     * @param languages in which the trust center writes, its first one first
     * @param zone of its dates
     * @param evidence agreements and their clauses, by their addresses such as {@code agreements/dpa#breach-notice}
     */
    public record Choices(
            List<String> languages, ZoneId zone, List<Choice> categories, List<Choice> tags, List<Choice> evidence) {}

    /** One of them, in the order of the page. */
    public record Choice(String id, LocalizedText label) {}

    /**
     * An answer in the list.
     *
     * @param announced from when it will read otherwise; null if nothing is announced
     * @param retired whether it says nothing any more
     * @param untranslated languages of the trust center that it has no text in
     * @param outdated languages whose text is older than that of the first language
     */
    public record Listed(
            String item,
            Answer answer,
            Access access,
            @Nullable Instant announced,
            boolean retired,
            List<String> untranslated,
            List<String> outdated) {}

    /**
     * All answers, in the order of the page, and what can be chosen of.
     *
     * @param drafts what whoever asks is writing
     */
    public record Shelf(Choices choices, List<Listed> answers, List<AnswerEdit> drafts) {}

    /**
     * An answer as it lies on somebody's desk.
     *
     * @param keptAt when their draft was kept; null if this is what the ledger says
     * @param theirs what somebody else has changed since the writer began; none if nobody has
     * @param others who is writing the same
     * @param announced from when it will read otherwise by itself; null if nothing is announced
     */
    public record Opened(
            AnswerEdit edit,
            Choices choices,
            @Nullable Instant keptAt,
            List<Theirs> theirs,
            List<Writer> others,
            @Nullable Instant announced,
            List<String> outdated) {}

    /**
     * A field that somebody else has changed.
     *
     * @param field such as {@code text/en} or {@code category}
     * @param typed what the writer has there
     * @param mine whether the writer has changed it as well, to something else
     */
    public record Theirs(String field, String before, String now, String typed, boolean mine) {}

    /** Somebody who is writing. */
    public record Writer(String actor, Instant keptAt) {}

    /** What became of an edit. */
    public sealed interface Outcome {}

    /** It is planned. */
    public record Planned(SentDocument sent) implements Outcome {}

    /** It cannot be so. */
    public record Refused(List<Wrong> wrong) implements Outcome {}

    /** Somebody else has changed the answer since; open it again to see what. */
    public record Touched() implements Outcome {}

    /**
     * Something that is wrong.
     *
     * @param field such as {@code question/en}; empty for none of the form
     */
    public record Wrong(String field, LocalizedText message) {}

    /** @throws NothingToExport if the trust center has no content yet, and so no categories */
    public Shelf shelf(TrustCenterId trustCenter, String actor) {
        var state = loaded(trustCenter);
        var choices = choices(state);
        var now = now();
        return new Shelf(
                choices,
                answers(state).stream()
                        .map(item -> listed(state, item, choices.languages(), now))
                        .toList(),
                drafts.of(trustCenter, actor, AnswerDrafts.MOST_OF_ONE).stream()
                        .map(AnswerDrafts.Kept::edit)
                        .toList());
    }

    /** In the order of their categories, and of the answers. */
    private static List<ItemId> answers(ContentState state) {
        return state.items().stream()
                .filter(item -> item.kind() == ContentKind.ANSWER)
                .filter(item -> state.of(item).lastContent() instanceof Answer)
                .sorted(Comparator.comparingLong((ItemId item) ->
                                Places.of(Objects.requireNonNull(state.of(item).lastContent())))
                        .thenComparing(ItemId::id))
                .toList();
    }

    private static Listed listed(ContentState state, ItemId item, List<String> languages, Instant now) {
        var timeline = state.of(item);
        var current = timeline.at(now);
        var answer = current != null && current.content() instanceof Answer standing
                ? standing
                : (Answer) Objects.requireNonNull(timeline.lastContent());
        return new Listed(
                item.id(),
                answer,
                state.access(item),
                announced(timeline, now),
                !timeline.saysSomethingSince(now),
                languages.stream()
                        .filter(language -> !answer.question().speaks(language)
                                || (answer.text() != null && !answer.text().speaks(language)))
                        .toList(),
                Translations.outdated(timeline, languages));
    }

    private static @Nullable Instant announced(Timeline timeline, Instant now) {
        return timeline.nextBeginningAfter(now);
    }

    /**
     * Puts an answer on somebody's desk: their draft, or what the ledger says.
     *
     * @throws NothingToExport if the trust center has no content yet
     * @throws NoSuchAnswer if there is none of that id
     */
    public Opened open(TrustCenterId trustCenter, String actor, String item) {
        requireId(item);
        var state = loaded(trustCenter);
        var kept = drafts.find(trustCenter, actor, item);
        return opened(
                state,
                trustCenter,
                actor,
                kept.map(AnswerDrafts.Kept::edit).orElseGet(() -> fresh(state, item)),
                kept.map(AnswerDrafts.Kept::at).orElse(null));
    }

    /**
     * A new answer: a draft of it, or an empty sheet.
     *
     * @param draft its key; a new one if there is none such
     * @throws NothingToExport if the trust center has no content yet
     */
    public Opened add(TrustCenterId trustCenter, String actor, String draft) {
        var state = loaded(trustCenter);
        var kept = DRAFT.matcher(draft).matches()
                ? drafts.find(trustCenter, actor, "+" + draft)
                : Optional.<AnswerDrafts.Kept>empty();
        return opened(
                state,
                trustCenter,
                actor,
                kept.map(AnswerDrafts.Kept::edit).orElseGet(() -> empty(state)),
                kept.map(AnswerDrafts.Kept::at).orElse(null));
    }

    /** An answer with what was just typed, or sent to be planned before. */
    public Opened open(TrustCenterId trustCenter, String actor, AnswerEdit edit) {
        requireId(edit);
        return opened(loaded(trustCenter), trustCenter, actor, edit, null);
    }

    private static void requireId(AnswerEdit edit) {
        if (!edit.added()) {
            requireId(edit.item());
        } else if (!DRAFT.matcher(edit.draft()).matches()) {
            throw new NoSuchAnswer("+" + edit.draft());
        }
    }

    private static void requireId(String item) {
        if (!TrustCenterId.isValid(item)) {
            throw new NoSuchAnswer(item);
        }
    }

    private Opened opened(
            ContentState state, TrustCenterId trustCenter, String actor, AnswerEdit edit, @Nullable Instant keptAt) {
        var choices = choices(state);
        var timeline = state.of(id(edit.item()));
        var theirs = theirs(trustCenter, state, edit);
        return new Opened(
                theirs.isEmpty() ? edit : merged(edit, theirs).on(state.contentPosition()),
                choices,
                keptAt,
                theirs,
                edit.added()
                        ? List.of()
                        : drafts.of(trustCenter, edit.item()).stream()
                                .filter(kept -> !kept.actor().equals(actor))
                                .filter(kept -> kept.at().isAfter(now().minus(LATELY)))
                                .map(kept -> new Writer(kept.actor(), kept.at()))
                                .toList(),
                announced(timeline, now()),
                Translations.outdated(timeline, choices.languages()));
    }

    /** What only others have changed reads as they have it. */
    private static AnswerEdit merged(AnswerEdit edit, List<Theirs> theirs) {
        var merged = edit;
        for (var change : theirs) {
            if (!change.mine()) {
                merged = merged.with(change.field(), change.now());
            }
        }
        return merged;
    }

    private static AnswerEdit empty(ContentState state) {
        return new AnswerEdit(
                "",
                true,
                "",
                List.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                "",
                Access.PUBLIC,
                AnswerEdit.Timing.NOW,
                "",
                new TreeMap<>(),
                UUID.randomUUID().toString().replace("-", ""),
                state.contentPosition());
    }

    private AnswerEdit fresh(ContentState state, String item) {
        var answer = reading(state, item);
        if (answer == null) {
            throw new NoSuchAnswer(item);
        }
        return new AnswerEdit(
                item,
                false,
                answer.category(),
                answer.tags(),
                answer.question().byLanguage(),
                answer.text() == null ? new TreeMap<>() : answer.text().byLanguage(),
                EvidenceLines.tidied(
                        EvidenceLines.of(answer.evidence(), choices(state).languages())),
                state.access(id(item)),
                AnswerEdit.Timing.NOW,
                "",
                new TreeMap<>(),
                "",
                state.contentPosition());
    }

    /** What it reads now, else what it says last. */
    private @Nullable Answer reading(ContentState state, String item) {
        var timeline = state.of(id(item));
        var current = timeline.at(now());
        return current != null && current.content() instanceof Answer standing
                ? standing
                : (Answer) timeline.lastContent();
    }

    private static boolean isTouched(ContentState state, AnswerEdit edit) {
        return state.since(edit.base()).stream().anyMatch(said -> said.item().equals(id(edit.item())));
    }

    /** None if nobody else has said anything of it since, or nothing that reads otherwise now. */
    private List<Theirs> theirs(TrustCenterId trustCenter, ContentState state, AnswerEdit edit) {
        if (edit.added() || !isTouched(state, edit)) {
            return List.of();
        }
        var then = loading.stateAt(trustCenter, edit.base());
        var before = fields(then, edit.item());
        var now = fields(state, edit.item());
        var mine = fields(edit);
        // Of what was retired nothing can be taken over, so all that was written stands.
        var isGone = now.isEmpty();
        var theirs = new ArrayList<Theirs>();
        var all = new LinkedHashMap<>(before);
        now.forEach(all::putIfAbsent);
        all.keySet().forEach(field -> {
            var was = before.getOrDefault(field, "");
            var is = now.getOrDefault(field, "");
            if (!was.equals(is)) {
                var typed = mine.getOrDefault(field, "");
                theirs.add(new Theirs(field, was, is, typed, isGone || (!typed.equals(was) && !typed.equals(is))));
            }
        });
        return theirs;
    }

    private Map<String, String> fields(ContentState state, String item) {
        var answer = reading(state, item);
        return answer == null || !state.of(id(item)).saysSomethingSince(now())
                ? new LinkedHashMap<>()
                : fields(
                        answer.category(),
                        answer.tags(),
                        answer.question().byLanguage(),
                        answer.text() == null ? new TreeMap<>() : answer.text().byLanguage(),
                        EvidenceLines.tidied(EvidenceLines.of(
                                answer.evidence(), choices(state).languages())),
                        state.access(id(item)));
    }

    private static Map<String, String> fields(AnswerEdit edit) {
        return fields(edit.category(), edit.tags(), edit.question(), edit.text(), edit.evidence(), edit.access());
    }

    private static Map<String, String> fields(
            String category,
            List<String> tags,
            SortedMap<String, String> question,
            SortedMap<String, String> text,
            String evidence,
            Access access) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("category", category);
        fields.put("tags", String.join(", ", tags.stream().sorted().toList()));
        question.forEach((language, words) -> fields.put("question/" + language, words));
        text.forEach((language, words) -> fields.put("text/" + language, words));
        fields.put("evidence", evidence);
        fields.put("access", FactCodec.mapper().valueToTree(access).asString());
        return fields;
    }

    /**
     * What of an answer reads otherwise today than it did at a content position, field by field.
     *
     * @throws NothingToExport if the trust center has no content yet
     */
    public List<Theirs> changedSince(TrustCenterId trustCenter, String item, long contentPosition) {
        requireId(item);
        var before = fields(loading.stateAt(trustCenter, contentPosition), item);
        var now = fields(loaded(trustCenter), item);
        var all = new LinkedHashMap<>(before);
        now.forEach(all::putIfAbsent);
        return all.keySet().stream()
                .map(field -> new Theirs(field, before.getOrDefault(field, ""), now.getOrDefault(field, ""), "", false))
                .filter(change -> !change.before().equals(change.now()))
                .toList();
    }

    /** Whether a document that was made of an edit has to be looked at in the form before it can be planned again. */
    public boolean isToBeWrittenOn(SentDocument sent) {
        var edit = sent.edit();
        if (edit == null) {
            return false;
        }
        var state = loading.stateOf(sent.trustCenter());
        var wrong = new ArrayList<Wrong>();
        refuse(state, edit, wrong);
        return !wrong.isEmpty() || !theirs(sent.trustCenter(), state, edit).isEmpty();
    }

    /** Keeps what somebody has typed so far. */
    public Instant keep(TrustCenterId trustCenter, String actor, AnswerEdit edit) {
        requireId(edit);
        var now = now();
        drafts.keep(trustCenter, actor, edit, now);
        return now;
    }

    /** Forgets what somebody has typed. */
    public void discard(TrustCenterId trustCenter, String actor, AnswerEdit edit) {
        requireId(edit);
        drafts.discard(trustCenter, actor, edit.place());
    }

    /** Keeps the edit, and plans it if it can be so and nobody else has changed the answer since. */
    public Outcome plan(TrustCenterId trustCenter, String actor, AnswerEdit typed, String correlationId) {
        requireId(typed);
        var state = loaded(trustCenter);
        drafts.keep(trustCenter, actor, typed, now());
        if (!theirs(trustCenter, state, typed).isEmpty()) {
            return new Touched();
        }
        var wrong = new ArrayList<Wrong>();
        var edit = named(state, typed.on(state.contentPosition()), wrong);
        refuse(state, edit, wrong);
        if (wrong.isEmpty()) {
            hold(state, edit, wrong);
        }
        if (!wrong.isEmpty()) {
            return new Refused(wrong);
        }
        return new Planned(desk.send(trustCenter, actor, edit, correlationId));
    }

    /** A new answer gets an id of its question, unless it has been given one. */
    private AnswerEdit named(ContentState state, AnswerEdit edit, List<Wrong> wrong) {
        if (!edit.added()) {
            return edit;
        }
        if (!edit.item().isEmpty()) {
            if (state.items().contains(id(edit.item()))) {
                wrong.add(new Wrong("id", words.tell(Fault.EDIT_ID_TAKEN, edit.item())));
            }
            return edit;
        }
        // The id stands in the ledger for everybody, so that of an internal answer tells nothing of it.
        var made = edit.access() == Access.INTERNAL
                ? null
                : MadeId.of(
                        edit.question().getOrDefault(choices(state).languages().getFirst(), ""));
        return edit.of(MadeId.unused(
                made == null ? "answer" : made, taken -> state.items().contains(id(taken))));
    }

    private void refuse(ContentState state, AnswerEdit edit, List<Wrong> wrong) {
        var first = choices(state).languages().getFirst();
        if (!edit.reason().containsKey(first)) {
            wrong.add(new Wrong("reason/" + first, words.tell(Fault.EDIT_REASON_MISSING, first)));
        }
        if (edit.timing() != AnswerEdit.Timing.RETIRED && !edit.question().containsKey(first)) {
            wrong.add(new Wrong("question/" + first, words.tell(Fault.EDIT_QUESTION_MISSING, first)));
        }
        if (edit.timing() != AnswerEdit.Timing.RETIRED && edit.category().isEmpty()) {
            wrong.add(new Wrong("category", words.tell(Fault.EDIT_CATEGORY_MISSING)));
        }
        var timeline = state.of(id(edit.item()));
        if (isAnnounced(timeline) && edit.timing() != AnswerEdit.Timing.RETIRED) {
            wrong.add(new Wrong("timing", words.tell(Fault.EDIT_ANNOUNCED, edit.item())));
        }
        if (edit.timing() == AnswerEdit.Timing.LATER
                && !isLater(edit.from(), choices(state).zone())) {
            wrong.add(new Wrong("from", words.tell(Fault.EDIT_NOT_LATER)));
        }
        var waits = edit.timing() == AnswerEdit.Timing.LATER || edit.timing() == AnswerEdit.Timing.RETIRED;
        if (waits && !edit.added() && edit.access() != state.access(id(edit.item()))) {
            wrong.add(new Wrong("access", words.tell(Fault.EDIT_ACCESS_AT_ONCE)));
        }
        if (edit.timing() == AnswerEdit.Timing.CORRECTION && !timeline.saysSomethingSince(now())) {
            wrong.add(new Wrong("timing", words.tell(Fault.EDIT_NOTHING_TO_CORRECT)));
        }
    }

    /** Whether it will read otherwise, or end, without anybody doing anything. */
    private boolean isAnnounced(Timeline timeline) {
        return timeline.stretches().stream()
                .anyMatch(stated -> stated.from().isAfter(now())
                        || (stated.to() != null && stated.to().isAfter(now())));
    }

    private boolean isLater(String day, ZoneId zone) {
        try {
            return LocalDate.parse(day).isAfter(LocalDate.ofInstant(now(), zone));
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private void hold(ContentState state, AnswerEdit edit, List<Wrong> wrong) {
        try {
            reader.read(AnswerDocument.of(state, edit, now()), DocumentFormat.JSON, now());
        } catch (InvalidContent invalid) {
            for (var problem : invalid.problems()) {
                var place = PLACE.matcher(problem.path());
                var field = !place.matches()
                        ? ""
                        : place.group(2) == null || LISTS.contains(place.group(1))
                                ? place.group(1)
                                : place.group(1) + "/" + place.group(2);
                wrong.add(new Wrong(field, problem.message()));
            }
        }
        refuseEvidence(state, edit, wrong);
    }

    /** The document of an edit mentions no agreement, so nobody else would tell before it is applied. */
    private void refuseEvidence(ContentState state, AnswerEdit edit, List<Wrong> wrong) {
        var known = choices(state).evidence().stream().map(Choice::id).toList();
        edit.evidence()
                .lines()
                .flatMap(line -> Evidence.read(line.split("\\s", 2)[0]).stream())
                .filter(evidence -> !known.contains(evidence.address()))
                .forEach(evidence -> wrong.add(new Wrong(
                        "evidence",
                        evidence.clause() != null && known.contains("agreements/" + evidence.agreement())
                                ? words.tell(
                                        Fault.EVIDENCE_NO_CLAUSE,
                                        Objects.requireNonNull(evidence.agreement()),
                                        evidence.clause(),
                                        Nearest.hint(evidence.address(), known))
                                : words.tell(
                                        Fault.EVIDENCE_NO_AGREEMENT,
                                        Objects.requireNonNull(evidence.agreement()),
                                        Nearest.hint(evidence.address(), known)))));
    }

    private ContentState loaded(TrustCenterId trustCenter) {
        var state = loading.stateOf(trustCenter);
        if (state.isEmpty()) {
            throw new NothingToExport();
        }
        return state;
    }

    private static Choices choices(ContentState state) {
        var profile = (Profile) Objects.requireNonNull(
                state.of(new ItemId(ContentKind.PROFILE, Profile.ITEM)).lastContent());
        return new Choices(
                profile.languages(),
                profile.timeZone(),
                choices(state, ContentKind.CATEGORY),
                choices(state, ContentKind.TAG),
                choices(state, ContentKind.AGREEMENT).stream()
                        .flatMap(agreement -> evidence(state, agreement))
                        .toList());
    }

    private static Stream<Choice> evidence(ContentState state, Choice agreement) {
        var revision = (AgreementRevision) Objects.requireNonNull(
                state.of(new ItemId(ContentKind.AGREEMENT, agreement.id())).lastContent());
        return Stream.concat(
                Stream.of(new Choice(Evidence.agreement(agreement.id(), null).address(), agreement.label())),
                revision.clauses().stream()
                        .map(clause -> new Choice(
                                Evidence.agreement(agreement.id(), clause.id()).address(), clause.heading())));
    }

    private static List<Choice> choices(ContentState state, ContentKind kind) {
        return state.items().stream()
                .filter(item -> item.kind() == kind)
                .filter(item -> state.of(item).last() instanceof Stated last && last.content() != null)
                .sorted(Comparator.comparingLong((ItemId item) ->
                                Places.of(Objects.requireNonNull(state.of(item).lastContent())))
                        .thenComparing(ItemId::id))
                .map(item -> new Choice(
                        item.id(),
                        switch (Objects.requireNonNull(state.of(item).lastContent())) {
                            case Category category -> category.label();
                            case Tag tag -> tag.label();
                            case AgreementRevision agreement -> agreement.title();
                            case Object other -> throw new IllegalStateException("%s is no choice".formatted(other));
                        }))
                .toList();
    }

    private static ItemId id(String item) {
        return new ItemId(ContentKind.ANSWER, item);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
