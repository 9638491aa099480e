package org.trustledger.command.notices;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trustledger.command.notices.Almanac.Item;
import org.trustledger.command.notices.Almanac.Words;
import org.trustledger.command.notices.Telling.OfItem;
import org.trustledger.command.notices.Telling.OfPack;

/**
 * Writes by hand, in one language, what a letter has to say of each change: with the words of its texts, and nothing
 * else of what writes the letters.
 */
final class Handwriting {
    private static final List<ToldKind> ORDER =
            List.of(ToldKind.AGREEMENT, ToldKind.SUBPROCESSOR, ToldKind.DATA_CENTER, ToldKind.ANSWER);

    private final String language;
    private final Locale locale;
    private final String provider;
    private final Properties texts = new Properties();

    Handwriting(String language, String provider) {
        this.language = language;
        this.provider = provider;
        locale = Locale.forLanguageTag(language);
        try (var file = Objects.requireNonNull(
                Handwriting.class.getResourceAsStream("/texts/letters/notices/%s.properties".formatted(language)))) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String title(ToldKind kind, int number, String language) {
        var isSwedish = language.equals("sv");
        var title = switch (kind) {
            case SUBPROCESSOR -> "Postbud %d AB";
            case DATA_CENTER -> isSwedish ? "Sal %d" : "Hall %d";
            case AGREEMENT -> isSwedish ? "Avtal %d" : "Agreement %d";
            case ANSWER -> isSwedish ? "Hur sparas sak %d?" : "How is thing %d kept?";
            case PACK -> throw new IllegalArgumentException("A pack has the title of its day");
        };
        return title.formatted(number);
    }

    /** What an item reads; of two of them only the number differs. */
    static String text(String number, String language) {
        return language.equals("sv") ? "Sparas i %s dagar.".formatted(number) : "Kept for %s days.".formatted(number);
    }

    String language() {
        return language;
    }

    /** What is recorded first of the first kind is named, what is past last; packs come of themselves. */
    String subject(List<? extends Telling> tellings) {
        var items = tellings.stream()
                .filter(OfItem.class::isInstance)
                .map(OfItem.class::cast)
                .sorted(Comparator.comparing((OfItem item) -> item.happened() == Happened.CORRECTED)
                        .thenComparing(item -> ORDER.indexOf(item.item().kind()))
                        .thenComparing(OfItem::position)
                        .thenComparing(OfItem::from))
                .toList();
        if (items.isEmpty()) {
            return tellings.stream()
                    .map(OfPack.class::cast)
                    .max(Comparator.comparing(pack -> pack.newest().position()))
                    .map(pack -> say("subject-pack", provider, packTitle(pack)))
                    .orElseThrow();
        }
        var first = items.getFirst();
        var happened = happened(first);
        return say(
                items.size() == 1 ? "subject" : "subject-more",
                provider,
                title(first.item()),
                isRevision(first) ? happened : kind(first.item().kind()) + " " + happened,
                day(first.from()),
                items.size() - 1);
    }

    /** All of one change, links left out. */
    String write(Telling telling) {
        return String.join(
                "\n\n",
                switch (telling) {
                    case OfItem item -> write(item);
                    case OfPack pack -> write(pack);
                });
    }

    private List<String> write(OfPack pack) {
        var edition = pack.in(language);
        var parts = new ArrayList<String>();
        parts.add("%s · %s\n%s\n%s"
                .formatted(
                        capitalized(say("kind-pack")),
                        say("happened-new"),
                        packTitle(pack),
                        say("when-pack", day(edition.validAt()))));
        parts.add(say(
                "pack-size", edition.pages(), "%d kB".formatted((edition.bytes() + 500) / 1_000), edition.sha256()));
        if (pack.editions().size() > 1) {
            parts.add(say("pack-languages", language.equals("sv") ? "engelska" : "Swedish"));
        }
        parts.add(say("download", day(edition.validAt())) + ":");
        parts.add(recorded(pack.newest().position(), pack.newest().recordedAt()));
        return parts;
    }

    private String packTitle(OfPack pack) {
        return say("pack-title", day(pack.in(language).validAt()));
    }

    private List<String> write(OfItem told) {
        var parts = new ArrayList<String>();
        var links = new ArrayList<>(List.of(say("read") + ":"));
        parts.add("%s · %s\n%s\n%s"
                .formatted(
                        capitalized(kind(told.item().kind())),
                        happened(told),
                        title(told.item()),
                        say(when(told), whenDays(told))));
        told.whys().forEach(why -> parts.add(why(told.item(), why)));
        if (told.titleOnly()) {
            if (told.happened() != Happened.RESTRICTED) {
                parts.add(say("on-request"));
            }
        } else if (told.happened() != Happened.WITHDRAWN) {
            parts.addAll(
                    switch (told.item().kind()) {
                        case ANSWER -> answer(told);
                        case AGREEMENT -> agreement(told, links);
                        case SUBPROCESSOR, DATA_CENTER ->
                            table(
                                    told,
                                    told.before().map(words -> fields(told.item(), words)),
                                    told.after().map(words -> fields(told.item(), words)));
                        case PACK -> throw new IllegalArgumentException("A pack is no item");
                    });
        }
        parts.add(String.join("\n", links));
        parts.add(recorded(told.position(), told.recordedAt()));
        return parts;
    }

    private String kind(ToldKind kind) {
        return say(
                switch (kind) {
                    case AGREEMENT -> "kind-agreement";
                    case SUBPROCESSOR -> "kind-subprocessor";
                    case DATA_CENTER -> "kind-data-center";
                    case ANSWER -> "kind-answer";
                    case PACK -> "kind-pack";
                });
    }

    private static boolean isRevision(OfItem told) {
        return told.item().kind() == ToldKind.AGREEMENT
                && (told.happened() == Happened.CHANGED || told.happened() == Happened.ANNOUNCED && !told.ends());
    }

    private String happened(OfItem told) {
        if (isRevision(told)) {
            return say(told.happened() == Happened.CHANGED ? "happened-revised" : "happened-revision-announced");
        }
        return say(
                switch (told.happened()) {
                    case ADDED -> "happened-added";
                    case CHANGED -> "happened-changed";
                    case REMOVED -> "happened-removed";
                    case RETIRED -> "happened-retired";
                    case RESTRICTED -> "happened-restricted";
                    case CORRECTED -> "happened-corrected";
                    case ANNOUNCED ->
                        told.ends()
                                ? "happened-end-announced"
                                // By its title alone nobody can tell whether there was anything before.
                                : told.before().isEmpty() || told.titleOnly()
                                        ? "happened-announced"
                                        : "happened-change-announced";
                    case POSTPONED -> "happened-postponed";
                    case BROUGHT_FORWARD -> "happened-brought-forward";
                    case WITHDRAWN -> "happened-withdrawn";
                    case TAKES_EFFECT -> "happened-takes-effect";
                },
                told.item().kind() == ToldKind.DATA_CENTER ? 1 : 0);
    }

    private String title(Item item) {
        return title(item.kind(), item.number(), languageOf(item));
    }

    private String languageOf(Item item) {
        return item.swedishOnly() ? "sv" : language;
    }

    private static String when(OfItem told) {
        return switch (told.happened()) {
            case ADDED, CHANGED -> "when-applies";
            case REMOVED, RETIRED -> "when-ended";
            case RESTRICTED -> "when-restricted";
            case CORRECTED -> "when-corrected-past";
            case ANNOUNCED ->
                told.ends() ? "when-announced-end" : told.formerly() == null ? "when-announced" : "when-announced-anew";
            case POSTPONED -> told.ends() ? "when-postponed-end" : "when-postponed";
            case BROUGHT_FORWARD -> told.ends() ? "when-forward-end" : "when-forward";
            case WITHDRAWN -> told.ends() ? "when-withdrawn-end" : "when-withdrawn";
            case TAKES_EFFECT -> told.ends() ? "when-soon-end" : "when-soon";
        };
    }

    /** Of two moments of one day the time is said too, or nobody could tell them apart. */
    private Object[] whenDays(OfItem told) {
        var moments = switch (told.happened()) {
            case CORRECTED -> Stream.of(told.from(), told.until());
            case POSTPONED, BROUGHT_FORWARD -> Stream.of(told.from(), told.formerly());
            case ANNOUNCED -> Stream.of(told.from(), told.formerly()).filter(moment -> moment != null && !told.ends());
            default -> Stream.of(told.from());
        };
        var all = moments.map(Objects::requireNonNull).toList();
        if (all.isEmpty()) {
            return new Object[] {day(told.from())};
        }
        var isOneDay = all.size() > 1
                && told.happened() != Happened.ANNOUNCED
                && all.stream().map(this::day).distinct().count() == 1;
        return all.stream()
                .map(moment -> isOneDay ? moment(moment) : day(moment))
                .toArray();
    }

    private String why(Item item, Telling.Why why) {
        var trigger = why.words()
                .filter(_ -> item.kind() == ToldKind.AGREEMENT)
                .map(words -> capitalized(say(
                                switch (Facts.trigger(words)) {
                                    case CHANGED_LEGISLATION -> "trigger-changed-legislation";
                                    case NEW_REGULATORY_REQUIREMENT -> "trigger-new-regulatory-requirement";
                                    case UPDATED_SECURITY_MEASURE -> "trigger-updated-security-measure";
                                    case CORRECTION -> "trigger-correction";
                                    case COMMERCIAL -> "trigger-commercial";
                                }))
                        + ". ")
                .orElse("");
        return "%s %s%s %d.".formatted(say("why"), trigger, language.equals("sv") ? "Skäl" : "Reason", why.reason());
    }

    private String said(OfItem told, Words words) {
        return text(Integer.toString(words.number()), languageOf(told.item()));
    }

    private String redline(OfItem told, Words before, Words after) {
        return before.number() == after.number()
                ? said(told, after)
                : text("[-%d-] {+%d+}".formatted(before.number(), after.number()), languageOf(told.item()));
    }

    private List<String> answer(OfItem told) {
        if (told.after().isEmpty()) {
            return List.of();
        }
        var after = told.after().get();
        if (told.before().isEmpty()) {
            return List.of(said(told, after));
        }
        var before = told.before().get();
        return Stream.concat(
                        Stream.of("%s:\n%s".formatted(say("redline-text"), redline(told, before, after))),
                        table(told, Optional.of(tags(before)), Optional.of(tags(after))).stream())
                .toList();
    }

    private Map<String, String> tags(Words words) {
        return Map.of(
                say("field-tags"),
                words.tags().isEmpty()
                        ? say("nothing")
                        : words.tags().stream().map(this::tag).collect(Collectors.joining(", ")));
    }

    private String tag(String id) {
        return (language.equals("sv") ? "Lag " : "Law ") + id;
    }

    private List<String> agreement(OfItem told, List<String> links) {
        if (told.after().isEmpty()) {
            return List.of();
        }
        if (told.before().isEmpty()) {
            return List.of(say("clauses", 1));
        }
        links.add(say("read-redline") + ":");
        return List.of("1 %s (%s)\n%s"
                .formatted(
                        languageOf(told.item()).equals("sv") ? "Omfattning" : "Scope",
                        say("clause-reworded"),
                        redline(told, told.before().get(), told.after().get())));
    }

    private Map<String, String> fields(Item item, Words words) {
        var isSwedish = language.equals("sv");
        var said = text(Integer.toString(words.number()), languageOf(item));
        var country = Locale.of("", Facts.country(words)).getDisplayCountry(locale);
        var fields = new LinkedHashMap<String, String>();
        if (item.kind() == ToldKind.SUBPROCESSOR) {
            fields.put(say("field-legal-name"), title(item));
            fields.put(say("field-address"), "Storgatan 1, Söderhamn");
            fields.put(say("field-contact"), isSwedish ? "Dataskydd" : "Privacy desk");
            fields.put(say("field-contact-address"), "privacy@postbud.example");
            fields.put(say("field-processing"), said);
            fields.put(say("field-storage"), country);
            fields.put(
                    say("field-agreement"),
                    say(Facts.hasAgreement(words) ? "field-agreement-yes" : "field-agreement-no"));
        } else {
            fields.put(say("field-name"), title(item));
            fields.put(say("field-operator"), "Norrhall AB");
            fields.put(say("field-location"), isSwedish ? "Norrland" : "The north");
            fields.put(say("field-country"), country);
            fields.put(say("field-purpose"), said);
        }
        return fields;
    }

    /** Whatever differs, or all there is where there is nothing on the other side. */
    private List<String> table(OfItem told, Optional<Map<String, String>> before, Optional<Map<String, String>> after) {
        var isCorrection = told.happened() == Happened.CORRECTED;
        var was = isCorrection
                ? say("column-recorded")
                : after.isPresent() ? say("column-before") : say("column-until", day(told.from()));
        var is = isCorrection ? say("column-corrected") : say("column-from", day(told.from()));
        var rows = new ArrayList<String>();
        for (var field : after.or(() -> before).orElseThrow().keySet()) {
            var values = Stream.of(before.map(all -> all.get(field)), after.map(all -> all.get(field)))
                    .toList();
            if (!values.getFirst().equals(values.getLast())) {
                rows.add(field
                        + values.getFirst()
                                .map(value -> "\n  %s: %s".formatted(was, value))
                                .orElse("")
                        + values.getLast()
                                .map(value -> "\n  %s: %s".formatted(is, value))
                                .orElse(""));
            }
        }
        return rows.isEmpty() ? List.of() : List.of(String.join("\n", rows));
    }

    private String recorded(long position, Instant recordedAt) {
        return say("recorded", Long.toString(position), day(recordedAt));
    }

    private String day(Instant instant) {
        return LocalDate.ofInstant(instant, Provider.ZONE).format(DateTimeFormatter.ofPattern("d MMMM uuuu", locale));
    }

    private String moment(Instant instant) {
        return instant.atZone(Provider.ZONE)
                .format(DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss '(UTC'xxx')'", locale));
    }

    private String capitalized(String words) {
        return words.substring(0, 1).toUpperCase(locale) + words.substring(1);
    }

    private String say(String text, Object... values) {
        return new MessageFormat(Objects.requireNonNull(texts.getProperty(text), text), locale)
                .format(values)
                .replace("**", "");
    }
}
