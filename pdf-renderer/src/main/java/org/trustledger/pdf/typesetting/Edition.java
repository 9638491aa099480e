package org.trustledger.pdf.typesetting;

import gg.jte.Content;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.DataCenter;
import org.trustledger.events.Evidence;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PackScope;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.Trigger;
import org.trustledger.pdf.views.Coming;
import org.trustledger.pdf.views.Copy;
import org.trustledger.pdf.views.Differing;
import org.trustledger.pdf.views.Ending;
import org.trustledger.pdf.views.Stated;
import org.trustledger.pdf.views.View;
import org.trustledger.presentation.Markdown;
import org.trustledger.presentation.Wording;

/** The part of a view that the pack holds, as the readers of one language get it: what the templates print from. */
public final class Edition {
    private final PackOrder order;
    private final Imprint imprint;
    private final View view;
    private final List<Differing> differing;
    private final Stated<Profile> profile;
    private final PackScope scope;
    private final String language;
    private final Texts texts;
    private final Wording wording;
    private final Markdown markdown;
    private final Map<String, Stated<Tag>> tags;
    private final Map<String, Stated<Subprocessor>> subprocessors;
    private final Map<String, Stated<AgreementRevision>> agreements;

    /**
     * @param copy more of it than the pack holds does no harm
     * @throws UnprintablePack if there is nothing to print at that date, or not in that language
     */
    Edition(PackOrder order, Imprint imprint, Copy copy, Markdown markdown) {
        var view = copy.view();
        var stated = view.profile();
        if (stated == null) {
            throw new UnprintablePack("At %s the trust center '%s' has no profile yet: choose a later date"
                    .formatted(order.validAt(), order.trustCenter()));
        }
        this.order = order;
        this.imprint = imprint;
        this.scope = order.identity().scope();
        this.view = view.only(scope);
        this.differing = scope instanceof PackScope.Differences ? copy.differing() : List.of();
        this.profile = stated;
        this.language = order.identity().language();
        this.texts = Texts.in(language)
                .orElseThrow(() -> new UnprintablePack(
                        "The press does not speak '%s': add texts/%s.properties to it, or order the pack in 'en' or 'sv'"
                                .formatted(language, language)));
        this.wording = Wording.of(language);
        this.markdown = markdown;
        this.tags = byId(this.view.tags());
        this.subprocessors = byId(this.view.subprocessors());
        this.agreements = byId(this.view.agreements());
        refuseWhatIsNotThere();
    }

    private void refuseWhatIsNotThere() {
        var there = switch (scope) {
            case PackScope.Everything _, PackScope.Subprocessors _, PackScope.Differences _ -> true;
            case PackScope.Tagged(var tag) -> tags.containsKey(tag);
            case PackScope.OneAgreement _ -> !view.agreements().isEmpty();
        };
        if (!there) {
            throw new UnprintablePack(
                    "At %s nothing of the trust center '%s' is of the scope '%s': choose another date or scope"
                            .formatted(order.validAt(), order.trustCenter(), scope.text()));
        }
    }

    private static <S extends Stated<?>> Map<String, S> byId(List<S> statements) {
        return statements.stream().collect(Collectors.toMap(Stated::id, Function.identity()));
    }

    /** Whether the trust center states more than the pack holds. */
    public boolean isPart() {
        return !(scope instanceof PackScope.Everything);
    }

    /** Whether sub-processors and data centers belong to the pack, be there any or not. */
    public boolean listsSubprocessors() {
        return scope instanceof PackScope.Everything || scope instanceof PackScope.Subprocessors;
    }

    /** What the pack holds, in words. */
    public Passage scope() {
        return switch (scope) {
            case PackScope.Everything _ -> plain(t("cover.scope.all"));
            case PackScope.Tagged(var tag) -> plain(t("scope.tag", tagLabel(tag).text()));
            case PackScope.OneAgreement _ ->
                in(view.agreements().getFirst().content().title());
            case PackScope.Subprocessors _ -> plain(t("scope.subprocessors"));
            case PackScope.Differences(var since) -> plain(t("scope.differences", day(since)));
        };
    }

    /** How much there is of what the pack holds. */
    public String counts() {
        return switch (scope) {
            case PackScope.Everything _ ->
                String.join(
                        ", ",
                        t("cover.answers", view.answers().size()),
                        t("cover.agreements", view.agreements().size()),
                        t("cover.subprocessors", view.subprocessors().size()),
                        t("cover.data-centers", view.dataCenters().size()));
            case PackScope.Tagged _ -> t("cover.answers", view.answers().size());
            case PackScope.OneAgreement _ ->
                t(
                        "cover.clauses",
                        view.agreements().getFirst().content().clauses().size());
            case PackScope.Subprocessors _ ->
                String.join(
                        ", ",
                        t("cover.subprocessors", view.subprocessors().size()),
                        t("cover.data-centers", view.dataCenters().size()));
            case PackScope.Differences _ -> t("cover.differences", differing.size());
        };
    }

    public String title() {
        return isPart()
                ? t("title.part", name(), day(order.validAt()), scope().text())
                : t("title", name(), day(order.validAt()));
    }

    public String subject() {
        var known = moment(order.recordedAt());
        return isPart()
                ? t("subject.part", name(), day(order.validAt()), known, scope().text())
                : t("subject", name(), day(order.validAt()), known);
    }

    public String runningHead() {
        return isPart()
                ? t("running-head.part", name(), day(order.validAt()), scope().text())
                : t("running-head", name(), day(order.validAt()));
    }

    public String lead() {
        var known = moment(order.recordedAt());
        return isPart()
                ? t("summary.lead.part", name(), day(order.validAt()), known, scope().text())
                : t("summary.lead", name(), day(order.validAt()), known);
    }

    private String name() {
        return profile.content().legalName();
    }

    public PackOrder order() {
        return order;
    }

    public Imprint imprint() {
        return imprint;
    }

    public View view() {
        return view;
    }

    /** What the pack holds as it was read, and no more. */
    Copy copy() {
        return new Copy(view, differing);
    }

    /** Whether the pack compares two dates. */
    public boolean compares() {
        return scope instanceof PackScope.Differences;
    }

    /** The dates that it compares, in a sentence. */
    public String comparing() {
        return scope instanceof PackScope.Differences(var since)
                ? t("differences.lead", day(since), day(order.validAt()), moment(order.recordedAt()))
                : "";
    }

    /** What differs, each with what changed of it, in the order in which it was read. */
    public List<DifferingShown> differing() {
        var shown = new FieldsShown(this);
        return differing.stream().map(shown::of).toList();
    }

    public Stated<Profile> profile() {
        return profile;
    }

    public String language() {
        return language;
    }

    /** A text of the pack itself. */
    public String t(String key, Object... values) {
        return texts.say(key, values);
    }

    /** A text of the provider in the language of the pack, else in the provider's first language, and marked so. */
    public Passage in(LocalizedText text) {
        if (text.speaks(language)) {
            return new Passage(text.in(language, language), null);
        }
        var first = profile.content().languages().getFirst();
        var spoken = text.speaks(first) ? first : text.byLanguage().firstKey();
        return new Passage(text.in(spoken, spoken), spoken);
    }

    /** Whether every text is in the language of the pack, so that they can share a line. */
    public boolean allSpoken(List<LocalizedText> texts) {
        return texts.stream().allMatch(text -> text.speaks(language));
    }

    /** The texts on one line; only for those that {@link #allSpoken are all in the language of the pack}. */
    public String joined(List<LocalizedText> texts) {
        return texts.stream().map(text -> in(text).text()).collect(Collectors.joining(", "));
    }

    /** A text that is the same in every language. */
    public Passage plain(String text) {
        return new Passage(text, null);
    }

    /** The provider's Markdown as safe markup. */
    public Content rich(Passage passage, int firstHeadingLevel) {
        var xhtml = markdown.toSafeXhtml(passage.text(), firstHeadingLevel);
        return output -> output.writeContent(xhtml);
    }

    public String day(Instant instant) {
        return wording.day(instant, zone());
    }

    public String briefDay(Instant instant) {
        return wording.briefDay(instant, zone());
    }

    public String moment(Instant instant) {
        return wording.moment(instant, zone());
    }

    /** Whether the ledger learned it on the very day from which it applies. */
    public boolean recordedOnTheDay(Stated<?> stated) {
        return day(stated.from()).equals(day(stated.recordedAt()));
    }

    private ZoneId zone() {
        return profile.content().timeZone();
    }

    public String countries(List<String> codes) {
        return codes.stream().map(wording::country).collect(Collectors.joining(", "));
    }

    public String country(String code) {
        return wording.country(code);
    }

    /** Days of a notice period; periods in months or years keep their ISO 8601 form. */
    public String noticePeriod(Profile profile) {
        return noticePeriod(profile.defaultNoticePeriod());
    }

    String noticePeriod(Period period) {
        return period.toTotalMonths() == 0 ? t("days", period.getDays()) : period.toString();
    }

    /** The languages a trust center is published in, by their names. */
    public String languages(Profile profile) {
        return profile.languages().stream().map(wording::languageName).collect(Collectors.joining(", "));
    }

    /** What people call a language. */
    String languageName(String tag) {
        return wording.languageName(tag);
    }

    /** What a category is called; one that is not stated at that date goes by its id. */
    Passage categoryLabel(String id) {
        return view.categories().stream()
                .filter(category -> category.id().equals(id))
                .findFirst()
                .map(category -> in(category.content().label()))
                .orElse(plain(id));
    }

    public Passage tagLabel(String tag) {
        var stated = tags.get(tag);
        return stated == null ? plain(tag) : in(stated.content().label());
    }

    /**
     * What the document or the agreement is called that bears an answer out; for an agreement that the pack does not
     * hold, where it is read.
     */
    public Passage evidenceTitle(Evidence evidence) {
        if (evidence.title() != null) {
            return in(evidence.title());
        }
        return agreement(evidence)
                .map(stated -> in(stated.content().title()))
                .orElseGet(() -> plain("%s/%s/%s"
                        .formatted(
                                imprint.publicBase(),
                                order.trustCenter(),
                                evidence.address().replace("#", "/clauses/"))));
    }

    /** Where it is: the address of a document, number and heading of a clause; empty if the title says all. */
    public Passage evidencePlace(Evidence evidence) {
        if (evidence.link() != null) {
            return plain(evidence.link());
        }
        return agreement(evidence).stream()
                .flatMap(stated -> stated.content().clauses().stream())
                .filter(clause -> clause.id().equals(evidence.clause()))
                .findFirst()
                .map(clause -> {
                    var heading = in(clause.heading());
                    return new Passage("%s %s".formatted(clause.number(), heading.text()), heading.lang());
                })
                .orElse(plain(""));
    }

    private Optional<Stated<AgreementRevision>> agreement(Evidence evidence) {
        return evidence.agreement() == null
                ? Optional.empty()
                : Optional.ofNullable(agreements.get(evidence.agreement()));
    }

    public boolean isTheme(String tag) {
        var stated = tags.get(tag);
        return stated != null && stated.content().kind() == TagKind.THEME;
    }

    /** The name of the sub-processor a sub-processor works for. */
    public String nameOfSubprocessor(String id) {
        var stated = subprocessors.get(id);
        return stated == null ? id : stated.content().legalName();
    }

    /**
     * Answers by category. An answer whose category did not exist at that date stands under the category's id: it was
     * said, so it is printed.
     */
    public List<AnswerGroup> answers() {
        var labels = new LinkedHashMap<String, Passage>();
        for (Stated<Category> category : view.categories()) {
            labels.put(category.id(), in(category.content().label()));
        }
        var grouped = new LinkedHashMap<String, List<Stated<Answer>>>();
        labels.keySet().forEach(category -> grouped.put(category, new ArrayList<>()));
        for (var answer : view.answers()) {
            grouped.computeIfAbsent(answer.content().category(), category -> new ArrayList<>())
                    .add(answer);
        }
        return grouped.entrySet().stream()
                .filter(group -> !group.getValue().isEmpty())
                .map(group -> new AnswerGroup(
                        group.getKey(), labels.getOrDefault(group.getKey(), plain(group.getKey())), group.getValue()))
                .toList();
    }

    /** What the pack holds, in its order: for the contents page and the bookmarks. */
    public List<Entry> contents() {
        var entries = new ArrayList<Entry>();
        entries.add(Entry.of("summary", plain(t("summary.title"))));
        for (var group : answers()) {
            entries.add(new Entry(
                    "category." + group.category(),
                    group.label(),
                    group.answers().stream()
                            .map(answer -> Entry.of(
                                    "answer." + answer.id(), in(answer.content().question())))
                            .toList()));
        }
        if (compares()) {
            entries.add(new Entry(
                    "differences",
                    plain(t("differences.title")),
                    differing().stream()
                            .map(one -> Entry.of(one.id(), one.title()))
                            .toList()));
        }
        for (var agreement : view.agreements()) {
            entries.add(new Entry(
                    "agreement." + agreement.id(),
                    in(agreement.content().title()),
                    agreement.content().clauses().stream()
                            .map(clause -> {
                                var heading = in(clause.heading());
                                return Entry.of(
                                        "agreement.%s.%s".formatted(agreement.id(), clause.id()),
                                        new Passage(
                                                "%s %s".formatted(clause.number(), heading.text()), heading.lang()));
                            })
                            .toList()));
        }
        if (listsSubprocessors()) {
            entries.add(new Entry(
                    "subprocessors",
                    plain(t("subprocessors.title")),
                    view.subprocessors().stream()
                            .map(one -> Entry.of(
                                    "subprocessor." + one.id(),
                                    plain(one.content().legalName())))
                            .toList()));
            entries.add(new Entry(
                    "data-centers",
                    plain(t("data-centers.title")),
                    view.dataCenters().stream()
                            .map(one -> Entry.of(
                                    "data-center." + one.id(), in(one.content().name())))
                            .toList()));
        }
        if (announcesAny()) {
            // What ends has its entry already, where it stands as long as it applies.
            entries.add(new Entry(
                    "coming",
                    plain(t("coming.title")),
                    view.coming().stream()
                            .map(one ->
                                    Entry.of(comingId(one), titleOf(one.stated().content())))
                            .toList()));
        }
        entries.add(Entry.of("seal", plain(t("seal.title"))));
        return List.copyOf(entries);
    }

    /** Whether anything is known to begin or to end later. */
    public boolean announcesAny() {
        return !view.coming().isEmpty() || !view.ending().isEmpty();
    }

    public String comingId(Coming coming) {
        return "coming.%s.%s.%d"
                .formatted(coming.kind(), coming.stated().id(), coming.stated().position());
    }

    // The item may end twice, and one fact may say so.
    public String endingId(Ending ending) {
        return "ending.%s.%s.%d"
                .formatted(ending.kind(), ending.stated().id(), view.ending().indexOf(ending));
    }

    public Passage titleOf(org.trustledger.events.Content stated) {
        return switch (stated) {
            case Profile content -> plain(content.name());
            case Pillar content -> in(content.title());
            case Category content -> in(content.label());
            case Tag content -> in(content.label());
            case Answer content -> in(content.question());
            case AgreementRevision content -> in(content.title());
            case Subprocessor content -> plain(content.legalName());
            case DataCenter content -> in(content.name());
        };
    }

    /** The trigger as its JSON writes it, under which the texts have its words. */
    public String key(Trigger trigger) {
        return trigger.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The statement as one about that type of content, or null if it is about another: for the templates' choice. */
    @SuppressWarnings("unchecked")
    public <T extends org.trustledger.events.Content> @Nullable Stated<T> as(Class<T> type, Stated<?> stated) {
        return type.isInstance(stated.content()) ? (Stated<T>) stated : null;
    }

    /** Address of the register of packs that a reader compares digests with. */
    public String register() {
        return "%s/%s/#packs".formatted(imprint.publicBase(), order.trustCenter());
    }

    /** Address of the same register for programs. */
    public String registerForPrograms() {
        return "%s/api/v1/trust-centers/%s/packs".formatted(imprint.publicBase(), order.trustCenter());
    }
}
