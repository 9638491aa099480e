package org.trustledger.query.site;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.trustledger.query.feeds.Topic;
import org.trustledger.query.platform.CounterSettings;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.views.TrustCenterViews;

/** Makes what stands around a page. */
@Component
class Frames {
    /** Of a page that says why there is none. */
    static final String NOWHERE = "none";

    private static final String PRODUCT = "Trust Ledger";

    private final Assets assets;
    private final TextFiles texts;
    private final TrustCenterViews views;
    private final CounterSettings settings;

    Frames(Assets assets, TextFiles texts, TrustCenterViews views, CounterSettings settings) {
        this.assets = assets;
        this.texts = texts;
        this.views = views;
        this.settings = settings;
    }

    /** Around a page that belongs to no trust center. */
    Frame bare(Texts words, String title, PageAddress address) {
        return new Frame(
                words,
                words.language(),
                "now",
                title,
                title,
                null,
                null,
                false,
                assets.stylesheet(),
                assets.icon(),
                assets.script(),
                assets.fonts(),
                null,
                PRODUCT,
                "T",
                "/",
                List.of(),
                null,
                null,
                languages(texts.languages(), words.language(), address),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    /**
     * Around a page of a trust center.
     *
     * @param current the place it is: the last part of its address, empty for the overview, or {@link #NOWHERE}
     */
    Frame around(Visit visit, String title, String description, String current) {
        var reader = visit.reader();
        var words = reader.texts();
        var provider = visit.provider();
        var today = visit.isNow();
        var followed = FeedPlaces.beside(visit, current);
        var canonical = visit.address()
                .without(
                        Choice.SEARCH,
                        Choice.TAG,
                        Choice.CATEGORY,
                        Choice.PACK,
                        Choice.WATCH,
                        Choice.VALID_AT,
                        Choice.RECORDED_AT);
        return new Frame(
                words,
                reader.language(),
                visit.mood(),
                today ? title : "%s · %s %s".formatted(title, words.say(Text.TRAVELLER_LABEL), asOf(visit)),
                description,
                settings.publicBase() + canonical.href(),
                settings.publicBase() + canonical.without(Choice.LANGUAGE).href(),
                today
                        && Stream.of(
                                        Choice.SEARCH,
                                        Choice.TAG,
                                        Choice.CATEGORY,
                                        Choice.COUNTRY,
                                        Choice.SORT,
                                        Choice.PACK,
                                        Choice.SCOPE,
                                        Choice.PACK_LANGUAGE)
                                .allMatch(choice -> visit.address().chosen(choice) == null),
                assets.stylesheet(),
                assets.icon(),
                assets.script(),
                assets.fonts(),
                assets.brand(visit.trustCenter()),
                provider.name(),
                initial(provider.name()),
                visit.home().href(),
                places(visit, current),
                traveller(visit),
                today ? null : ribbon(visit),
                languages(provider.languages(), reader.language(), visit.address()),
                current.equals(NOWHERE) ? List.of() : twins(visit.address()),
                feeds(visit, followed),
                followed.isEmpty() ? null : FeedPlaces.link(visit, followed),
                FeedPlaces.subscribe(visit, followed),
                footer(visit, current));
    }

    private static String initial(String name) {
        return name.isEmpty()
                ? ""
                : name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    private static List<Frame.Place> places(Visit visit, String current) {
        var words = visit.reader().texts();
        var contents = visit.contents();
        var home = visit.home();
        var places = new ArrayList<Frame.Place>();
        places.add(place(words.say(Text.PLACE_OVERVIEW), home.href(), current, ""));
        places.add(place(words.say(Text.PLACE_ANSWERS), visit.answers().href(), current, "answers"));
        if (!contents.agreements().isEmpty()) {
            places.add(place(
                    words.say(contents.agreements().size() == 1 ? Text.PLACE_AGREEMENT : Text.PLACE_AGREEMENTS),
                    contents.agreements().size() == 1
                            ? visit.agreement(contents.agreements().getFirst().id())
                                    .href()
                            : visit.agreements().href(),
                    current,
                    "agreements"));
        }
        if (!contents.subprocessors().isEmpty()) {
            places.add(place(
                    words.say(Text.PLACE_SUBPROCESSORS), visit.subprocessors().href(), current, "subprocessors"));
        }
        places.add(place(words.say(Text.PLACE_CHANGES), visit.changes().href(), current, "changes"));
        places.add(place(words.say(Text.PLACE_PACKS), visit.packs().href(), current, "packs"));
        return places;
    }

    private static Frame.Place place(String label, String href, String current, String anchor) {
        return new Frame.Place(label, href, current.equals(anchor));
    }

    Frame.Traveller traveller(Visit visit) {
        var reader = visit.reader();
        var address = visit.address();
        var today = reader.date(visit.now());
        return new Frame.Traveller(
                visit.isNow()
                        ? reader.say(Text.TRAVELLER_TODAY, reader.wording().briefDay(today))
                        : asOf(visit),
                address.path(),
                address.validAt() == null
                        ? ""
                        : reader.date(visit.point().validAt()).toString(),
                address.recordedAt() == null
                        ? ""
                        : reader.date(visit.point().recordedAt()).toString(),
                today.toString(),
                address.except(Choice.PAGE, Choice.VALID_AT, Choice.RECORDED_AT),
                days(visit, today),
                visit.isNow() ? null : address.withDates(null, null).href());
    }

    private static List<Link> days(Visit visit, LocalDate today) {
        var words = visit.reader().texts();
        return List.of(
                day(visit, words.say(Text.TRAVELLER_MONTH_AGO), today.minusMonths(1)),
                day(visit, words.say(Text.TRAVELLER_NEW_YEAR), today.withDayOfYear(1)),
                day(visit, words.say(Text.TRAVELLER_YEAR_AGO), today.minusYears(1)));
    }

    private static Link day(Visit visit, String label, LocalDate day) {
        return new Link(
                label,
                visit.address()
                        .withPage(1)
                        .withDates(day.toString(), visit.address().recordedAt())
                        .href());
    }

    private static String asOf(Visit visit) {
        var reader = visit.reader();
        return visit.address().validAt() == null
                ? reader.briefDay(visit.now())
                : reader.briefDay(visit.point().validAt());
    }

    private Frame.Ribbon ribbon(Visit visit) {
        var reader = visit.reader();
        var words = reader.texts();
        var address = visit.address();
        var valid = reader.day(visit.point().validAt());
        var recorded = reader.day(visit.point().recordedAt());
        var ways = new ArrayList<Link>();
        String remark = null;
        if (address.recordedAt() != null) {
            ways.add(new Link(
                    words.say(Text.RIBBON_AS_KNOWN_TODAY),
                    address.withDates(address.validAt(), null).href()));
        } else if (!visit.mood().equals("future")) {
            var beginning = views.beginning(visit.head());
            var date = reader.date(visit.point().validAt());
            if (knows(visit, date, beginning)) {
                ways.add(new Link(
                        words.say(Text.RIBBON_AS_KNOWN_THEN),
                        address.withDates(date.toString(), date.toString()).href()));
            } else {
                remark = words.say(Text.RIBBON_NOT_KNOWN_THEN, reader.briefDay(beginning));
            }
        }
        if (DifferencesPart.anyOf(visit)) {
            ways.addFirst(new Link(
                    words.say(Text.RIBBON_DIFFERENCES), visit.differences().href()));
        }
        ways.add(new Link(
                words.say(Text.RIBBON_BACK), address.withDates(null, null).href()));
        var sentence = switch (visit.mood()) {
            case "future" -> words.strong(Text.RIBBON_FUTURE, valid);
            default ->
                address.recordedAt() == null
                        ? words.strong(Text.RIBBON_PAST, valid)
                        : address.validAt() == null
                                ? words.strong(Text.RIBBON_KNOWN, recorded)
                                : words.strong(Text.RIBBON_PAST_KNOWN, valid, recorded);
        };
        return new Frame.Ribbon(sentence, difference(visit), ways, remark);
    }

    /** Whether anything was known at the end of that day. */
    private static boolean knows(Visit visit, LocalDate day, Instant beginning) {
        return !day.isBefore(visit.reader().date(beginning));
    }

    private static String difference(Visit visit) {
        var words = visit.reader().texts();
        var parts = new ArrayList<String>();
        count(parts, words, Text.COUNT_ANSWERS, visit.differing(Kind.ANSWER).size());
        count(
                parts,
                words,
                Text.COUNT_AGREEMENTS,
                visit.differing(Kind.AGREEMENT).size());
        count(
                parts,
                words,
                Text.COUNT_SUBPROCESSORS,
                visit.differing(Kind.SUBPROCESSOR).size());
        count(
                parts,
                words,
                Text.COUNT_DATA_CENTERS,
                visit.differing(Kind.DATA_CENTER).size());
        count(parts, words, Text.COUNT_PILLARS, visit.differing(Kind.PILLAR).size());
        count(
                parts,
                words,
                Text.COUNT_CATEGORIES,
                visit.differing(Kind.CATEGORY).size());
        count(parts, words, Text.COUNT_TAGS, visit.differing(Kind.TAG).size());
        if (parts.isEmpty()) {
            return words.say(Text.RIBBON_UNCHANGED);
        }
        return words.say(
                visit.mood().equals("future") ? Text.RIBBON_CHANGED_UNTIL : Text.RIBBON_CHANGED_SINCE,
                capitalized(words.list(parts)));
    }

    private static void count(List<String> parts, Texts words, Text text, int number) {
        if (number > 0) {
            parts.add(words.say(text, number));
        }
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private List<Frame.LanguageLink> languages(List<String> offered, String current, PageAddress address) {
        return offered.stream()
                .map(tag -> {
                    var href = address.with(Choice.LANGUAGE, tag).href();
                    return new Frame.LanguageLink(
                            tag, name(tag), href, settings.publicBase() + href, tag.equals(current));
                })
                .toList();
    }

    /** What a language calls itself. */
    static String name(String tag) {
        var locale = Locale.forLanguageTag(tag);
        return capitalized(locale.getDisplayLanguage(locale));
    }

    private List<Frame.TwinLink> twins(PageAddress page) {
        return Form.beside(page).stream()
                .map(form -> {
                    var href = form.address(page).href();
                    return new Frame.TwinLink(
                            "%s/%s".formatted(form.type().getType(), form.type().getSubtype()),
                            form.label(),
                            href,
                            settings.publicBase() + href);
                })
                .toList();
    }

    private List<Frame.FeedLink> feeds(Visit visit, List<Topic> topics) {
        return topics.stream()
                .flatMap(topic -> Stream.of(FeedFormat.values())
                        .map(format -> new Frame.FeedLink(
                                format.typeName(),
                                "%s (%s)"
                                        .formatted(FeedPlaces.name(visit, topic).text(), format.label()),
                                settings.publicBase()
                                        + format.address(
                                                        FeedPlaces.of(
                                                                visit,
                                                                topic,
                                                                visit.reader().language()),
                                                        null)
                                                .href())))
                .toList();
    }

    private static Frame.Footer footer(Visit visit, String current) {
        var reader = visit.reader();
        var words = reader.texts();
        var contact = visit.provider().contact();
        var head = visit.point().head();
        return new Frame.Footer(
                visit.provider().legalName(),
                reader.said(contact.function()),
                Link.to(contact.address()),
                List.of(
                        place(words.say(Text.FEEDS_TITLE), visit.feeds().href(), current, "feeds"),
                        place(words.say(Text.PROOF_TITLE), visit.proof().href(), current, "proof"),
                        place(words.say(Text.ABOUT_TITLE), visit.about().href(), current, "about"),
                        place(words.say(Text.CONTACT_TITLE), visit.contact().href(), current, "contact")),
                words.say(Text.FOOTER_ZONE, reader.zone().getId()),
                words.say(
                        Text.FOOTER_POSITION,
                        Long.toString(head.position()),
                        reader.wording().moment(head.recordedAt(), reader.zone())),
                new Link(
                        words.say(Text.FOOTER_MACHINE),
                        visit.address()
                                .withPath("/api/v1/trust-centers/" + visit.trustCenter())
                                .without(Choice.LANGUAGE)
                                .href()));
    }
}
