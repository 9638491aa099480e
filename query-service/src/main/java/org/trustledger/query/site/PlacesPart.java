package org.trustledger.query.site;

import java.text.Collator;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Subprocessor;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;

/** Makes the lists of those to whom and of where data goes. */
@Component
class PlacesPart {

    SubprocessorsShown subprocessors(Visit visit) {
        var reader = visit.reader();
        var names = visit.contents().subprocessors().stream()
                .collect(Collectors.toMap(Stated::id, stated -> stated.content().legalName()));
        var list = visit.address().listedAt(visit.subprocessors().path());
        var all = visit.contents().subprocessors();
        var shown = chosen(visit);
        return new SubprocessorsShown(
                reader.say(Text.SUBPROCESSORS_LEAD, visit.provider().name(), reader.say(Text.NOTICE_DAYS, days(visit))),
                column(reader, list, Text.COLUMN_SINCE, "since"),
                column(reader, list, Text.COLUMN_NAME, "name"),
                column(reader, list, Text.COLUMN_WHERE, "where"),
                shown.stream().map(stated -> entry(visit, stated, names)).toList(),
                shown.isEmpty() ? nothing(visit, all.isEmpty()) : null,
                shown.isEmpty() && !all.isEmpty()
                        ? new Link(
                                reader.say(Text.SUBPROCESSORS_ALL),
                                list.with(Choice.COUNTRY, null).href())
                        : null);
    }

    private static String nothing(Visit visit, boolean thereAreNone) {
        var reader = visit.reader();
        return thereAreNone
                ? reader.say(Text.SUBPROCESSORS_EMPTY, visit.provider().name())
                : reader.say(Text.SUBPROCESSORS_NONE);
    }

    /** Those that the filter lets through, in the order asked for. */
    static List<Stated<Subprocessor>> chosen(Visit visit) {
        var country = visit.address().chosen(Choice.COUNTRY);
        return visit.contents().subprocessors().stream()
                .filter(stated -> country == null || countries(stated.content()).contains(country))
                .sorted(order(
                        visit,
                        Subprocessor::legalName,
                        content -> visit.reader().countries(countries(content))))
                .toList();
    }

    /** The same of the data centers. */
    static List<Stated<DataCenter>> chosenDataCenters(Visit visit) {
        var reader = visit.reader();
        var country = visit.address().chosen(Choice.COUNTRY);
        return visit.contents().dataCenters().stream()
                .filter(stated -> country == null || stated.content().country().equals(country))
                .sorted(order(
                        visit,
                        content -> reader.said(content.name()).text(),
                        content -> "%s %s"
                                .formatted(
                                        reader.wording().country(content.country()),
                                        reader.said(content.location()).text())))
                .toList();
    }

    private static <T extends Content> Comparator<Stated<T>> order(
            Visit visit, Function<T, String> name, Function<T, String> where) {
        var sort = visit.address().chosen(Choice.SORT);
        var collator = Collator.getInstance(visit.reader().wording().language());
        Comparator<Stated<T>> order = switch (sort == null ? "" : sort.replaceFirst("^-", "")) {
            case "since" -> Comparator.comparing(Stated::from);
            case "name" -> Comparator.comparing(stated -> name.apply(stated.content()), collator);
            case "where" -> Comparator.comparing(stated -> where.apply(stated.content()), collator);
            default -> Comparator.comparing(stated -> 0);
        };
        return sort != null && sort.startsWith("-") ? order.reversed() : order;
    }

    private static SubprocessorsShown.Column column(Reader reader, PageAddress list, Text label, String key) {
        var sort = list.chosen(Choice.SORT);
        var ascending = key.equals(sort);
        return new SubprocessorsShown.Column(
                reader.say(label),
                list.with(Choice.SORT, ascending ? "-" + key : key).href(),
                ascending ? "ascending" : ("-" + key).equals(sort) ? "descending" : null);
    }

    /** Countries in which anything of either list is, with how much. */
    List<AnswersShown.Filter> countries(Visit visit) {
        var reader = visit.reader();
        var contents = visit.contents();
        var list = visit.address().listedAt(visit.subprocessors().path());
        var counts = new TreeMap<String, Integer>(Comparator.comparing(
                reader.wording()::country, Collator.getInstance(reader.wording().language())));
        contents.subprocessors()
                .forEach(stated ->
                        countries(stated.content()).forEach(country -> counts.merge(country, 1, Integer::sum)));
        contents.dataCenters().forEach(stated -> counts.merge(stated.content().country(), 1, Integer::sum));
        var filters = new ArrayList<AnswersShown.Filter>();
        filters.add(new AnswersShown.Filter(
                plain(reader.say(Text.FILTER_ALL)),
                "all",
                contents.subprocessors().size() + contents.dataCenters().size(),
                list.with(Choice.COUNTRY, null).href(),
                list.chosen(Choice.COUNTRY) == null));
        counts.forEach((country, count) -> filters.add(new AnswersShown.Filter(
                plain(reader.wording().country(country)),
                "country",
                count,
                list.with(Choice.COUNTRY, country).href(),
                country.equals(list.chosen(Choice.COUNTRY)))));
        return filters;
    }

    private static long days(Visit visit) {
        var today = visit.reader().date(visit.now());
        return today.until(today.plus(visit.provider().defaultNoticePeriod()), ChronoUnit.DAYS);
    }

    private static SubprocessorsShown.Entry entry(Visit visit, Stated<Subprocessor> stated, Map<String, String> names) {
        var reader = visit.reader();
        var content = stated.content();
        var anchor = anchor(stated.id());
        return new SubprocessorsShown.Entry(
                anchor,
                content.legalName(),
                identity(content),
                reader.said(content.services()),
                content.condition() == null ? null : reader.said(content.condition()),
                reader.countries(countries(content)),
                content.transferMechanism() == null
                        ? plain(reader.say(Text.TRANSFER_NONE))
                        : reader.said(content.transferMechanism()),
                reader.say(Text.DETAILS),
                fields(visit, stated, names),
                visit.margin(Kind.SUBPROCESSOR, stated, anchor)
                        .leadingTo(visit.history(Kind.SUBPROCESSOR, stated.id())));
    }

    private static String identity(Subprocessor content) {
        if (content.registrationNumber() != null) {
            return content.registrationNumber();
        }
        return content.lei() == null ? "" : content.lei();
    }

    private static List<String> countries(Subprocessor content) {
        var countries = new ArrayList<>(content.storageCountries());
        content.processingCountries().stream()
                .filter(country -> !countries.contains(country))
                .forEach(countries::add);
        return countries;
    }

    private static List<SubprocessorsShown.Field> fields(
            Visit visit, Stated<Subprocessor> stated, Map<String, String> names) {
        var reader = visit.reader();
        var content = stated.content();
        var fields = new ArrayList<SubprocessorsShown.Field>();
        fields.add(field(reader, Text.FIELD_PROCESSING, content.processing()));
        fields.add(
                new SubprocessorsShown.Field(reader.say(Text.FIELD_SERVICES), reader.said(content.services()), null));
        fields.add(
                new SubprocessorsShown.Field(reader.say(Text.FIELD_DATA), reader.said(content.dataCategories()), null));
        fields.add(field(reader, Text.FIELD_STORAGE, reader.countries(content.storageCountries()), null));
        fields.add(
                field(reader, Text.FIELD_PROCESSING_COUNTRIES, reader.countries(content.processingCountries()), null));
        fields.add(
                content.transferMechanism() == null
                        ? field(reader, Text.FIELD_TRANSFER, reader.say(Text.TRANSFER_NONE), null)
                        : field(reader, Text.FIELD_TRANSFER, content.transferMechanism()));
        fields.add(field(
                reader,
                Text.FIELD_AGREEMENT,
                reader.say(content.agreementInPlace() ? Text.FIELD_AGREEMENT_YES : Text.FIELD_AGREEMENT_NO),
                null));
        fields.add(
                content.condition() == null
                        ? field(reader, Text.FIELD_CONDITION, reader.say(Text.FIELD_CONDITION_ALWAYS), null)
                        : field(reader, Text.FIELD_CONDITION, content.condition()));
        fields.add(parent(visit, content, names));
        fields.add(field(reader, Text.FIELD_ADDRESS, content.address(), null));
        if (content.registrationNumber() != null) {
            fields.add(field(reader, Text.FIELD_REGISTRATION, content.registrationNumber(), null));
        }
        if (content.lei() != null) {
            fields.add(field(reader, Text.FIELD_LEI, content.lei(), null));
        }
        var contact = content.contact();
        fields.add(new SubprocessorsShown.Field(
                reader.say(Text.FIELD_CONTACT), List.of(reader.said(contact.function())), Link.to(contact.address())));
        if (stated.revision() > 1) {
            fields.add(field(reader, Text.FIELD_REASON, stated.reason()));
        }
        return fields;
    }

    private static SubprocessorsShown.Field parent(Visit visit, Subprocessor content, Map<String, String> names) {
        var reader = visit.reader();
        var parent = content.parent();
        if (parent == null) {
            return field(
                    reader,
                    Text.FIELD_PARENT,
                    reader.say(Text.FIELD_PARENT_PROVIDER, visit.provider().name()),
                    null);
        }
        var name = names.getOrDefault(parent, parent);
        return new SubprocessorsShown.Field(
                reader.say(Text.FIELD_PARENT), List.of(), new Link(name, "#" + anchor(parent)));
    }

    private static SubprocessorsShown.Field field(Reader reader, Text label, LocalizedText value) {
        return new SubprocessorsShown.Field(reader.say(label), List.of(reader.said(value)), null);
    }

    private static SubprocessorsShown.Field field(Reader reader, Text label, String value, @Nullable Link link) {
        return new SubprocessorsShown.Field(reader.say(label), List.of(plain(value)), link);
    }

    private static Said plain(String text) {
        return new Said(text, null);
    }

    /** Null if there are none. */
    @Nullable DataCentersShown dataCenters(Visit visit) {
        if (visit.contents().dataCenters().isEmpty()) {
            return null;
        }
        var reader = visit.reader();
        var list = visit.address().listedAt(visit.subprocessors().path());
        var shown = chosenDataCenters(visit);
        return new DataCentersShown(
                column(reader, list, Text.COLUMN_SINCE, "since"),
                column(reader, list, Text.COLUMN_NAME, "name"),
                column(reader, list, Text.COLUMN_WHERE, "where"),
                shown.stream().map(stated -> dataCenter(visit, stated)).toList(),
                shown.isEmpty() ? reader.say(Text.DATA_CENTERS_NONE) : null);
    }

    private static DataCentersShown.Entry dataCenter(Visit visit, Stated<DataCenter> stated) {
        var reader = visit.reader();
        var content = stated.content();
        var anchor = "data-center-" + stated.id();
        return new DataCentersShown.Entry(
                anchor,
                reader.said(content.name()),
                reader.said(content.location()),
                reader.wording().country(content.country()),
                content.operator(),
                reader.said(content.purpose()),
                reader.said(content.services()),
                String.join(", ", content.certifications()),
                visit.margin(Kind.DATA_CENTER, stated, anchor).leadingTo(visit.history(Kind.DATA_CENTER, stated.id())));
    }

    static String anchor(String subprocessor) {
        return "subprocessor-" + subprocessor;
    }
}
