package org.trustledger.command.content;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.content.AnswerDesk.Outcome;
import org.trustledger.command.content.AnswerDesk.Theirs;
import org.trustledger.command.content.AnswerDesk.Wrong;
import org.trustledger.command.staff.Role;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Tag;
import org.trustledger.events.TrustCenterId;

/**
 * Where the profile, the pillars, the categories and the tags are written: renamed, put in another order, merged and
 * removed. Whatever is done goes the way of any document, and the past keeps the names it had.
 */
@Component
public class OutlineDesk {
    /** Whoever writes it. */
    public static final Set<Role> MAY_WRITE = AnswerDesk.MAY_WRITE;

    private static final String LANGUAGES = "languages";
    private static final int MOST_NAMED = 5;
    private static final Pattern PLACE =
            Pattern.compile("/(?:\\w+/0/|profile/)?(\\w+(?:/(?:function|address))?)(?:/([\\w-]+))?.*");

    private final ContentLoading loading;
    private final ContentDesk desk;
    private final ContentReader reader;
    private final Clock clock;
    private final FaultFiles words = new FaultFiles();

    OutlineDesk(ContentLoading loading, ContentDesk desk, ContentReader reader, Clock clock) {
        this.loading = loading;
        this.desk = desk;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * One of the outline, or one of the answers in their order.
     *
     * @param answers how many stand in it or carry it now, announced ones included
     * @param announced from when it will read otherwise, or end; null if nothing is announced
     */
    public record Entry(
            String item,
            LocalizedText name,
            int answers,
            @Nullable Instant announced) {}

    /** @param base content position at which it is so */
    public record Ordered(List<Entry> entries, long base) {}

    /** Of each kind what there is, in the order of the page. */
    public record Outline(LocalizedText profile, List<Entry> pillars, List<Entry> categories, List<Entry> tags) {
        public List<Entry> of(OutlineKind kind) {
            return switch (kind) {
                case PROFILE -> List.of();
                case PILLAR -> pillars;
                case CATEGORY -> categories;
                case TAG -> tags;
            };
        }
    }

    /**
     * One of them as it lies on somebody's desk.
     *
     * @param languages in which the trust center writes, its first one first
     * @param theirs what somebody else has changed since the writer began; none if nobody has
     * @param announced from when it will read otherwise by itself; null if nothing is announced
     * @param answers how many stand in it or carry it
     * @param others of the same kind
     */
    public record Opened(
            OutlineEdit edit,
            List<String> languages,
            ZoneId zone,
            List<Theirs> theirs,
            @Nullable Instant announced,
            int answers,
            List<Entry> others) {}

    /** @throws NothingToExport if the trust center has no content yet */
    public Outline outline(TrustCenterId trustCenter) {
        var state = loaded(trustCenter);
        return new Outline(
                name(profile(state)),
                entries(state, OutlineKind.PILLAR),
                entries(state, OutlineKind.CATEGORY),
                entries(state, OutlineKind.TAG));
    }

    /** The languages in which the trust center writes, its first one first. */
    public List<String> languages(TrustCenterId trustCenter) {
        return profile(loaded(trustCenter)).languages();
    }

    /**
     * Puts one of them on somebody's desk as the ledger has it.
     *
     * @param item its id; whatever it is for the profile
     */
    public Opened open(TrustCenterId trustCenter, OutlineKind kind, String item) {
        var state = loaded(trustCenter);
        var id = kind == OutlineKind.PROFILE ? Profile.ITEM : item;
        requireKnown(state, kind, id);
        return opened(
                trustCenter,
                state,
                new OutlineEdit(
                        kind,
                        id,
                        false,
                        new OutlineDocument(state).values(kind, id),
                        AnswerEdit.Timing.NOW,
                        "",
                        new TreeMap<>(),
                        state.contentPosition()));
    }

    /** Puts an empty sheet there. */
    public Opened add(TrustCenterId trustCenter, OutlineKind kind) {
        var state = loaded(trustCenter);
        if (kind == OutlineKind.PROFILE) {
            throw new NoSuchPart(kind.key());
        }
        return opened(
                trustCenter,
                state,
                new OutlineEdit(
                        kind,
                        "",
                        true,
                        new TreeMap<>(),
                        AnswerEdit.Timing.NOW,
                        "",
                        new TreeMap<>(),
                        state.contentPosition()));
    }

    /** One of them with what was just typed. */
    public Opened open(TrustCenterId trustCenter, OutlineEdit edit) {
        var state = loaded(trustCenter);
        if (!edit.added()) {
            requireKnown(state, edit.kind(), edit.item());
        }
        return opened(trustCenter, state, edit);
    }

    private Opened opened(TrustCenterId trustCenter, ContentState state, OutlineEdit edit) {
        var theirs = theirs(trustCenter, state, edit);
        return new Opened(
                theirs.isEmpty() ? edit : merged(state, edit, theirs),
                profile(state).languages(),
                profile(state).timeZone(),
                theirs,
                edit.added() ? null : announced(state, edit.id()),
                referring(state, edit.kind(), edit.item()).size(),
                entries(state, edit.kind()).stream()
                        .filter(entry -> !entry.item().equals(edit.item()))
                        .toList());
    }

    /** What only others have changed reads as they have it. */
    private static OutlineEdit merged(ContentState state, OutlineEdit edit, List<Theirs> theirs) {
        var values = new TreeMap<>(edit.values());
        for (var change : theirs) {
            if (!change.mine()) {
                values.put(change.field(), change.now());
            }
        }
        values.values().removeIf(String::isEmpty);
        return edit.with(values, state.contentPosition());
    }

    private List<Theirs> theirs(TrustCenterId trustCenter, ContentState state, OutlineEdit edit) {
        if (edit.added()
                || state.since(edit.base()).stream()
                        .noneMatch(said -> said.item().equals(edit.id()))) {
            return List.of();
        }
        var before = new OutlineDocument(loading.stateAt(trustCenter, edit.base())).values(edit.kind(), edit.item());
        var now = new OutlineDocument(state).values(edit.kind(), edit.item());
        var paths = new LinkedHashSet<>(before.keySet());
        paths.addAll(now.keySet());
        var theirs = new ArrayList<Theirs>();
        for (var path : paths) {
            var was = before.getOrDefault(path, "");
            var is = now.getOrDefault(path, "");
            if (!was.equals(is)) {
                var typed = edit.values().getOrDefault(path, "");
                theirs.add(new Theirs(path, was, is, typed, !typed.equals(was) && !typed.equals(is)));
            }
        }
        return theirs;
    }

    /** Plans what was typed, if it can be so and nobody else has changed the same since. */
    public Outcome plan(TrustCenterId trustCenter, String actor, OutlineEdit typed, String correlationId) {
        var state = loaded(trustCenter);
        if (!typed.added()) {
            requireKnown(state, typed.kind(), typed.item());
        }
        if (!theirs(trustCenter, state, typed).isEmpty()) {
            return new AnswerDesk.Touched();
        }
        var wrong = new ArrayList<Wrong>();
        var edit = named(state, typed, wrong);
        refuse(state, edit, wrong);
        if (!wrong.isEmpty()) {
            return new AnswerDesk.Refused(wrong);
        }
        var document = new OutlineDocument(state).of(edit);
        hold(document, wrong);
        return wrong.isEmpty()
                ? new AnswerDesk.Planned(desk.send(trustCenter, actor, document, false, correlationId))
                : new AnswerDesk.Refused(wrong);
    }

    /** A new one gets an id of its name, unless it has been given one. */
    private OutlineEdit named(ContentState state, OutlineEdit edit, List<Wrong> wrong) {
        if (!edit.added()) {
            return edit;
        }
        if (!edit.item().isEmpty()) {
            if (state.items().contains(edit.id())) {
                wrong.add(new Wrong("id", words.tell(Fault.EDIT_TAKEN, edit.item())));
            }
            return edit;
        }
        var name = edit.kind().fields().getFirst().name() + "/"
                + profile(state).languages().getFirst();
        var made = MadeId.of(edit.values().getOrDefault(name, ""));
        return edit.of(MadeId.unused(
                made == null ? edit.kind().key() : made,
                taken -> state.items().contains(edit.of(taken).id())));
    }

    private void refuse(ContentState state, OutlineEdit edit, List<Wrong> wrong) {
        requireReason(state, edit.reason(), wrong);
        var languages = profile(state).languages();
        for (var field : edit.kind().fields()) {
            var first = field.paths(languages).getFirst();
            if (!field.isOptional() && !edit.values().containsKey(first)) {
                wrong.add(new Wrong(first, words.tell(Fault.EDIT_MISSING)));
            }
        }
        if (!edit.added() && announced(state, edit.id()) != null) {
            wrong.add(new Wrong("timing", words.tell(Fault.EDIT_ANNOUNCED, edit.item())));
        }
        if (edit.timing() == AnswerEdit.Timing.CORRECTION
                && edit.kind() == OutlineKind.PROFILE
                && !edit.values()
                        .getOrDefault(LANGUAGES, "")
                        .equals(String.join(", ", profile(state).languages()))) {
            wrong.add(new Wrong(LANGUAGES, words.tell(Fault.EDIT_LANGUAGES_NOT_CORRECTED)));
        }
        if (edit.timing() == AnswerEdit.Timing.LATER
                && !isLater(edit.from(), profile(state).timeZone())) {
            wrong.add(new Wrong("from", words.tell(Fault.EDIT_NOT_LATER)));
        }
    }

    private void requireReason(ContentState state, SortedMap<String, String> reason, List<Wrong> wrong) {
        var first = profile(state).languages().getFirst();
        if (!reason.containsKey(first)) {
            wrong.add(new Wrong("reason/" + first, words.tell(Fault.EDIT_REASON_MISSING, first)));
        }
    }

    private boolean isLater(String day, ZoneId zone) {
        try {
            return LocalDate.parse(day).isAfter(LocalDate.ofInstant(now(), zone));
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private void hold(byte[] document, List<Wrong> wrong) {
        try {
            reader.read(document, DocumentFormat.JSON, now());
        } catch (InvalidContent invalid) {
            for (var problem : invalid.problems()) {
                var place = PLACE.matcher(problem.path());
                var field = !place.matches() ? "" : place.group(1).replace('/', '.');
                wrong.add(new Wrong(
                        place.matches() && place.group(2) != null && !field.equals(LANGUAGES)
                                ? "%s/%s".formatted(field, place.group(2))
                                : field,
                        problem.message()));
            }
        }
    }

    /**
     * Plans to merge a category or a tag into another one of its kind: what stands in it, or carries it, does so with
     * the other from now on, and it is no more.
     */
    public Outcome merge(
            TrustCenterId trustCenter,
            String actor,
            OutlineKind kind,
            String from,
            String into,
            SortedMap<String, String> reason,
            String correlationId) {
        var state = loaded(trustCenter);
        requireList(kind);
        requireKnown(state, kind, from);
        var wrong = new ArrayList<Wrong>();
        requireReason(state, reason, wrong);
        if (!kind.isOfAnswers() || from.equals(into) || !isStanding(state, kind, into)) {
            wrong.add(new Wrong("into", words.tell(Fault.EDIT_MERGE_INTO)));
        }
        var answers = referring(state, kind, from);
        var announced =
                answers.stream().filter(answer -> isAnnounced(state, answer)).toList();
        if (!announced.isEmpty()) {
            wrong.add(new Wrong("into", words.tell(Fault.EDIT_MERGE_ANNOUNCED, named(announced))));
        }
        if (!wrong.isEmpty()) {
            return new AnswerDesk.Refused(wrong);
        }
        return planned(
                trustCenter,
                actor,
                new OutlineDocument(state).merged(kind, from, into, answer -> answers.contains(answer(answer)), reason),
                Set.of(new ItemId(kind.content(), from).toString()),
                correlationId);
    }

    /** Plans to remove one that nothing refers to. */
    public Outcome remove(
            TrustCenterId trustCenter,
            String actor,
            OutlineKind kind,
            String item,
            SortedMap<String, String> reason,
            String correlationId) {
        var state = loaded(trustCenter);
        requireList(kind);
        requireKnown(state, kind, item);
        var wrong = new ArrayList<Wrong>();
        requireReason(state, reason, wrong);
        var answers = referring(state, kind, item);
        if (!answers.isEmpty()) {
            wrong.add(new Wrong("", words.tell(Fault.EDIT_STILL_USED, named(answers))));
        }
        return wrong.isEmpty()
                ? planned(
                        trustCenter,
                        actor,
                        new OutlineDocument(state).without(kind, item, reason),
                        Set.of(new ItemId(kind.content(), item).toString()),
                        correlationId)
                : new AnswerDesk.Refused(wrong);
    }

    private Outcome planned(
            TrustCenterId trustCenter, String actor, byte[] document, Set<String> removals, String correlationId) {
        var sent = desk.send(trustCenter, actor, document, false, correlationId);
        return new AnswerDesk.Planned(desk.planAgain(sent, null, removals, correlationId));
    }

    /**
     * What can be put in another order, in the order it has.
     *
     * @param category whose answers; null for the items of the kind
     */
    public Ordered order(TrustCenterId trustCenter, OutlineKind kind, @Nullable String category) {
        var state = loaded(trustCenter);
        requireList(kind);
        return new Ordered(category == null ? entries(state, kind) : answers(state, category), state.contentPosition());
    }

    private List<Entry> answers(ContentState state, String category) {
        requireKnown(state, OutlineKind.CATEGORY, category);
        return referring(state, OutlineKind.CATEGORY, category).stream()
                .sorted(place(state))
                .map(answer -> new Entry(answer.id(), name(reading(state, answer)), 0, announced(state, answer)))
                .toList();
    }

    /**
     * Plans another order.
     *
     * @param category whose answers; null for the items of the kind
     * @param items their ids in the new order; what is not among them keeps its place
     * @param base content position at which the order was looked at
     * @return {@link AnswerDesk.Touched} if somebody has changed one of them since
     */
    public Outcome reorder(
            TrustCenterId trustCenter,
            String actor,
            OutlineKind kind,
            @Nullable String category,
            List<String> items,
            SortedMap<String, String> reason,
            long base,
            String correlationId) {
        var state = loaded(trustCenter);
        requireList(kind);
        var content = category == null ? kind.content() : ContentKind.ANSWER;
        if (state.since(base).stream()
                .map(ContentState.Said::item)
                .anyMatch(item -> item.kind() == content && items.contains(item.id()))) {
            return new AnswerDesk.Touched();
        }
        var wrong = new ArrayList<Wrong>();
        requireReason(state, reason, wrong);
        var announced = items.stream()
                .map(item -> new ItemId(content, item))
                .filter(item -> isAnnounced(state, item))
                .toList();
        if (!announced.isEmpty()) {
            wrong.add(new Wrong("", words.tell(Fault.EDIT_MERGE_ANNOUNCED, named(announced))));
        }
        if (!wrong.isEmpty()) {
            return new AnswerDesk.Refused(wrong);
        }
        return new AnswerDesk.Planned(desk.send(
                trustCenter, actor, new OutlineDocument(state).ordered(content, items, reason), false, correlationId));
    }

    /** That something typed is no number of a place. */
    public Wrong noNumber(String typed) {
        return new Wrong("", words.tell(Fault.EDIT_NO_NUMBER, Problems.shortened(typed)));
    }

    private List<Entry> entries(ContentState state, OutlineKind kind) {
        var counts = counts(state, kind);
        return state.items().stream()
                .filter(item -> item.kind() == kind.content())
                .filter(item -> isStanding(state, kind, item.id()))
                .sorted(place(state))
                .map(item -> new Entry(
                        item.id(),
                        name(reading(state, item)),
                        counts.getOrDefault(item.id(), 0),
                        announced(state, item)))
                .toList();
    }

    private static Comparator<ItemId> place(ContentState state) {
        return Comparator.comparingLong((ItemId item) -> Places.of(last(state, item)))
                .thenComparing(ItemId::id);
    }

    private static Content last(ContentState state, ItemId item) {
        return Objects.requireNonNull(state.of(item).lastContent());
    }

    /** What it reads now, else what it says last. */
    private Content reading(ContentState state, ItemId item) {
        var current = state.of(item).at(now());
        return current != null && current.content() != null ? current.content() : last(state, item);
    }

    private static LocalizedText name(Content content) {
        return switch (content) {
            case Profile profile -> everywhere(profile.name(), profile.languages());
            case Pillar pillar -> pillar.title();
            case Category category -> category.label();
            case Tag tag -> tag.label();
            case Answer answer -> answer.question();
            default -> throw new IllegalStateException("%s is not of the outline".formatted(content));
        };
    }

    private static LocalizedText everywhere(String text, List<String> languages) {
        var texts = new TreeMap<String, String>();
        languages.forEach(language -> texts.put(language, text));
        return new LocalizedText(texts);
    }

    /** How many answers stand in each or carry it, now or as announced. */
    private Map<String, Integer> counts(ContentState state, OutlineKind kind) {
        var counts = new HashMap<String, Integer>();
        if (kind.isOfAnswers()) {
            state.items().stream()
                    .filter(id -> id.kind() == ContentKind.ANSWER)
                    .forEach(id -> used(state, kind, id).forEach(item -> counts.merge(item, 1, Integer::sum)));
        }
        return counts;
    }

    /** The answers that stand in it or carry it, now or as announced. */
    private List<ItemId> referring(ContentState state, OutlineKind kind, String item) {
        if (!kind.isOfAnswers()) {
            return List.of();
        }
        return state.items().stream()
                .filter(id -> id.kind() == ContentKind.ANSWER)
                .filter(id -> used(state, kind, id).contains(item))
                .toList();
    }

    private Set<String> used(ContentState state, OutlineKind kind, ItemId answer) {
        var used = new HashSet<String>();
        for (var stated : state.of(answer).saying(now(), null)) {
            if (stated.content() instanceof Answer says) {
                used.addAll(kind == OutlineKind.TAG ? says.tags() : List.of(says.category()));
            }
        }
        return used;
    }

    private boolean isAnnounced(ContentState state, ItemId item) {
        return announced(state, item) != null;
    }

    /** When it will read otherwise, or end, without anybody doing anything; null if nothing is announced. */
    private @Nullable Instant announced(ContentState state, ItemId item) {
        return state.of(item).stretches().stream()
                .flatMap(stated -> Stream.of(Optional.of(stated.from()), Optional.ofNullable(stated.to())))
                .flatMap(Optional::stream)
                .filter(boundary -> boundary.isAfter(now()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static String named(List<ItemId> items) {
        var names = items.stream().limit(MOST_NAMED).map(ItemId::id).toList();
        return String.join(", ", names) + (items.size() > MOST_NAMED ? " …" : "");
    }

    private boolean isStanding(ContentState state, OutlineKind kind, String item) {
        return TrustCenterId.isValid(item)
                && state.of(new ItemId(kind.content(), item)).saysSomethingSince(now());
    }

    /** There is one profile. */
    private static void requireList(OutlineKind kind) {
        if (kind == OutlineKind.PROFILE) {
            throw new NoSuchPart(kind.key());
        }
    }

    private void requireKnown(ContentState state, OutlineKind kind, String item) {
        if (!isStanding(state, kind, item)) {
            throw new NoSuchPart(ItemId.named(kind.key(), item));
        }
    }

    private ContentState loaded(TrustCenterId trustCenter) {
        var state = loading.stateOf(trustCenter);
        if (state.isEmpty()) {
            throw new NothingToExport();
        }
        return state;
    }

    private static Profile profile(ContentState state) {
        return (Profile) last(state, new ItemId(ContentKind.PROFILE, Profile.ITEM));
    }

    private static ItemId answer(String id) {
        return new ItemId(ContentKind.ANSWER, id);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
