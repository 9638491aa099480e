package org.trustledger.query.site;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.Content;
import org.trustledger.events.PackScope;
import org.trustledger.query.packs.IssuedPack;
import org.trustledger.query.packs.PackRegister;
import org.trustledger.query.packs.PackSelection;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.views.PointInTime;

/** Makes the pack card, the register and the form that asks for another pack. */
@Component
class PacksPart {
    private static final int PACKS_A_PAGE = 20;

    private final PackRegister register;

    PacksPart(PackRegister register) {
        this.register = register;
    }

    /** The pack of this scope that reads as the page does, or the way to it. */
    PackCard card(Visit visit, PackScope scope) {
        return visit.isNow() ? cardOfToday(visit, scope) : cardOfThen(visit, scope);
    }

    private PackCard cardOfToday(Visit visit, PackScope scope) {
        var trustCenter = visit.head().trustCenter();
        var own = new PackSelection(scope, visit.reader().language());
        var contents = visit.contents();
        var ready = register.of(
                trustCenter, own, visit.head().contentPosition(), contents.readsSince(), contents.readsUntil());
        var newest = ready.or(() -> register.newest(trustCenter, own, visit.now()));
        // Only the pack of everything is made unasked.
        var isAwaited = scope instanceof PackScope.Everything;
        var remark = ready.isPresent()
                ? Text.PACK_CURRENT
                : newest.isPresent()
                        ? isAwaited ? Text.PACK_OUTDATED : Text.PACK_CHANGED
                        : isAwaited ? Text.PACK_BEING_MADE : Text.PACK_ASK_NOTE;
        return card(
                visit,
                scope,
                newest,
                visit.reader().say(remark),
                ready.isPresent() || isAwaited ? null : ask(visit, scope, Text.PACK_ASK_TODAY, "", ""),
                ready.isPresent() || !isAwaited ? null : visit.address().href("pack"));
    }

    /** A page of another time shows the pack of exactly that time, or asks for it. */
    private PackCard cardOfThen(Visit visit, PackScope scope) {
        var reader = visit.reader();
        var point = visit.point();
        var pack = register.of(
                visit.head().trustCenter(),
                new PackSelection(scope, reader.language()),
                point.head().contentPosition(),
                point.validAt(),
                point.validAt().plus(1, ChronoUnit.MICROS));
        return card(
                visit,
                scope,
                pack,
                pack.isPresent() ? null : reader.say(Text.PACK_ASK_NOTE),
                pack.isPresent()
                        ? null
                        : ask(
                                visit,
                                scope,
                                Text.PACK_ASK,
                                reader.date(point.validAt()).toString(),
                                visit.address().recordedAt() == null
                                        ? ""
                                        : reader.date(point.recordedAt()).toString()),
                null);
    }

    /**
     * The pack of what differs between two points in time that are known at the same moment, or the way to it; null
     * where the first is not the earlier one.
     *
     * @param last how the reader chose the second; null if they did not
     */
    @Nullable PackCard ofDifferences(Visit visit, PointInTime from, PointInTime to, @Nullable String last) {
        if (!from.validAt().isBefore(to.validAt())) {
            return null;
        }
        var reader = visit.reader();
        var scope = new PackScope.Differences(from.validAt());
        var now = visit.isNow() && to.now();
        var pack = register.of(
                visit.head().trustCenter(),
                new PackSelection(scope, reader.language()),
                to.head().contentPosition(),
                now ? visit.contents().readsSince() : to.validAt(),
                now ? visit.contents().readsUntil() : to.validAt().plus(1, ChronoUnit.MICROS));
        return card(
                visit,
                scope,
                pack,
                pack.isPresent() ? null : reader.say(Text.PACK_ASK_NOTE),
                pack.isPresent() || !isDate(reader, last, to.validAt())
                        ? null
                        : new PackCard.Ask(
                                reader.say(Text.PACK_ASK, reader.briefDay(to.validAt())),
                                action(visit),
                                reader.language(),
                                scope.text(),
                                reader.language(),
                                last == null ? "" : last,
                                visit.address().recordedAt() == null
                                        ? ""
                                        : reader.date(to.recordedAt()).toString()),
                null);
    }

    /** A wish has dates, and reads them as their starts. */
    private static boolean isDate(Reader reader, @Nullable String chosen, Instant instant) {
        return chosen == null
                || chosen.equals(reader.date(instant).toString())
                        && reader.date(instant)
                                .atStartOfDay(reader.zone())
                                .toInstant()
                                .equals(instant);
    }

    private static PackCard card(
            Visit visit,
            PackScope scope,
            Optional<IssuedPack> pack,
            @Nullable String remark,
            PackCard.@Nullable Ask ask,
            @Nullable String again) {
        var packs = scope instanceof PackScope.Everything
                ? visit.packs()
                : visit.packs().with(Choice.SCOPE, scope.text());
        return new PackCard(
                lead(visit, scope, pack),
                pack.map(issued -> download(visit, issued)).orElse(null),
                remark,
                ask,
                again,
                packs.href("packs-form"),
                pack.isPresent() ? packs.href() : null);
    }

    private static PackCard.Ask ask(Visit visit, PackScope scope, Text label, String validAt, String recordedAt) {
        var reader = visit.reader();
        return new PackCard.Ask(
                reader.say(label, reader.briefDay(visit.point().validAt())),
                action(visit),
                reader.language(),
                scope.text(),
                reader.language(),
                validAt,
                recordedAt);
    }

    private static String lead(Visit visit, PackScope scope, Optional<IssuedPack> pack) {
        var reader = visit.reader();
        var pages = pack.map(issued -> reader.say(Text.COUNT_PAGES, issued.pages()));
        if (scope instanceof PackScope.Everything) {
            return pages.map(counted -> reader.say(Text.PACK_LEAD, counted))
                    .orElseGet(() -> reader.say(Text.PACK_LEAD_NONE));
        }
        var held = name(visit, scope).text();
        return pages.map(counted -> reader.say(Text.PACK_LEAD_PART, held, counted))
                .orElseGet(() -> reader.say(Text.PACK_LEAD_PART_NONE, held));
    }

    /** What a pack of this scope holds, in words; what is no more is called by its id. */
    static Said name(Visit visit, PackScope scope) {
        var reader = visit.reader();
        return switch (scope) {
            case PackScope.Everything _ -> new Said(reader.say(Text.SCOPE_ALL), null);
            case PackScope.Tagged(var tag) ->
                new Said(
                        reader.say(
                                Text.SCOPE_TAG,
                                known(visit.contents().tags(), visit.today().tags(), tag)
                                        .map(stated -> reader.name(stated).text())
                                        .orElse(tag)),
                        null);
            case PackScope.OneAgreement(var agreement) ->
                known(visit.contents().agreements(), visit.today().agreements(), agreement)
                        .map(reader::name)
                        .orElseGet(() -> new Said(reader.say(Text.SCOPE_AGREEMENT, agreement), null));
            case PackScope.Subprocessors _ -> new Said(reader.say(Text.SCOPE_SUBPROCESSORS), null);
            case PackScope.Differences(var since) ->
                new Said(reader.say(Text.SCOPE_DIFFERENCES, reader.briefDay(since)), null);
        };
    }

    private static <T extends Content> Optional<Content> known(List<Stated<T>> then, List<Stated<T>> today, String id) {
        return List.of(then, today).stream()
                .flatMap(List::stream)
                .filter(stated -> stated.id().equals(id))
                .findFirst()
                .<Content>map(Stated::content);
    }

    private static PackCard.Download download(Visit visit, IssuedPack pack) {
        return new PackCard.Download(
                visit.reader().say(Text.PACK_DOWNLOAD, visit.reader().briefDay(pack.validAt())),
                file(visit, pack),
                Long.toString(pack.contentPosition()),
                shortened(pack.sealedSha256()),
                pack.seal().demonstration());
    }

    private static String shortened(String digest) {
        return "%s…%s".formatted(digest.substring(0, 4), digest.substring(digest.length() - 4));
    }

    /** Where the file of a pack is. */
    static String file(Visit visit, IssuedPack pack) {
        return "/%s/packs/%s.pdf".formatted(visit.trustCenter(), pack.pack());
    }

    private static String action(Visit visit) {
        return visit.packs().path();
    }

    /** The page of the register that the address asks for, or the last one if it is not that long. */
    PacksShown all(Visit visit, @Nullable PackWish wish) {
        var reader = visit.reader();
        var trustCenter = visit.head().trustCenter();
        var address = visit.address();
        var selection = selection(address);
        var cut = cut(visit);
        var kinds = register.kinds(trustCenter);
        return new PacksShown(
                filters(
                        visit,
                        kinds,
                        Choice.SCOPE,
                        kind -> selection.language() == null
                                || selection.language().equals(kind.language()),
                        kind -> kind.scope() == null || isOneOfMany(kind.scope(), address)
                                ? ""
                                : kind.scope().text(),
                        value -> name(visit, PackScope.read(value))),
                filters(
                        visit,
                        kinds,
                        Choice.PACK_LANGUAGE,
                        kind -> selection.scope() == null || selection.scope().equals(kind.scope()),
                        kind -> String.valueOf(kind.language()),
                        value -> new Said(Frames.name(value), value)),
                reader.say(Text.COUNT_PACKS, cut.total()),
                cut.shown().stream().map(pack -> entry(visit, pack)).toList(),
                cut.total() > 0 ? null : reader.say(kinds.isEmpty() ? Text.PACKS_NONE : Text.PACKS_NONE_LEFT),
                Pager.of(reader, address, cut),
                wish == null ? form(visit, wished(visit, selection.scope())) : form(visit, wish));
    }

    /** Of the instants that packs compare with there is no end: only the chosen one is a choice. */
    private static boolean isOneOfMany(PackScope scope, PageAddress address) {
        return scope instanceof PackScope.Differences && !scope.text().equals(address.chosen(Choice.SCOPE));
    }

    private static PackSelection selection(PageAddress address) {
        var scope = address.chosen(Choice.SCOPE);
        return new PackSelection(scope == null ? null : PackScope.read(scope), address.chosen(Choice.PACK_LANGUAGE));
    }

    /** The packs that the address asks for, on the page that it asks for. */
    Cut<IssuedPack> cut(Visit visit) {
        var trustCenter = visit.head().trustCenter();
        var selection = selection(visit.address());
        var total = register.count(trustCenter, selection);
        var pages = Cut.pages(total, PACKS_A_PAGE);
        var page = Math.min(visit.address().page(), pages);
        return new Cut<>(
                total, page, pages, register.list(trustCenter, selection, (page - 1) * PACKS_A_PAGE, PACKS_A_PAGE));
    }

    /** None where there is nothing to choose between. */
    private static AnswersShown.Filters filters(
            Visit visit,
            Map<PackSelection, Integer> kinds,
            Choice choice,
            Predicate<PackSelection> passesTheOther,
            Function<PackSelection, String> valueOf,
            Function<String, Said> label) {
        var counts = new LinkedHashMap<String, Integer>();
        kinds.forEach((kind, count) ->
                counts.merge(valueOf.apply(kind), passesTheOther.test(kind) ? count : 0, Integer::sum));
        var address = visit.address();
        var chosen = address.chosen(choice);
        if (counts.size() < 2 && chosen == null) {
            return new AnswersShown.Filters(List.of(), List.of(), null);
        }
        if (chosen != null) {
            counts.putIfAbsent(chosen, 0);
        }
        var filters = new ArrayList<AnswersShown.Filter>();
        filters.add(new AnswersShown.Filter(
                new Said(visit.reader().say(Text.FILTER_ALL), null),
                "all",
                counts.values().stream().mapToInt(Integer::intValue).sum(),
                address.with(choice, null).href(),
                chosen == null));
        counts.forEach((value, count) -> {
            if (!value.isEmpty() && (count > 0 || value.equals(chosen))) {
                filters.add(new AnswersShown.Filter(
                        label.apply(value),
                        "packs",
                        count,
                        address.with(choice, value).href(),
                        value.equals(chosen)));
            }
        });
        return new AnswersShown.Filters(filters, List.of(), null);
    }

    /** The pack that the page leads to: of the time that it shows, in its language. */
    private static PackWish wished(Visit visit, @Nullable PackScope scope) {
        var reader = visit.reader();
        var address = visit.address();
        return new PackWish(
                scope == null ? null : scope.text(),
                reader.language(),
                address.validAt() == null
                        ? null
                        : reader.date(visit.point().validAt()).toString(),
                address.recordedAt() == null
                        ? null
                        : reader.date(visit.point().recordedAt()).toString(),
                null);
    }

    private static PacksShown.Form form(Visit visit, PackWish wish) {
        var reader = visit.reader();
        var contents = visit.contents();
        var chosen = wish.readScope();
        return new PacksShown.Form(
                action(visit),
                reader.language(),
                Stream.concat(
                                Stream.of(new PackScope.Everything(), new PackScope.Subprocessors()),
                                // Of the dates there is no end: the ones that were chosen stay so.
                                chosen instanceof PackScope.Differences ? Stream.of(chosen) : Stream.of())
                        .map(scope -> scope(visit, scope, chosen))
                        .toList(),
                contents.tags().stream()
                        .map(tag -> scope(visit, new PackScope.Tagged(tag.id()), chosen))
                        .toList(),
                contents.agreements().stream()
                        .map(agreement -> scope(visit, new PackScope.OneAgreement(agreement.id()), chosen))
                        .toList(),
                visit.provider().languages().stream()
                        .map(tag -> new PacksShown.Choice(tag, Frames.name(tag), tag.equals(wish.language())))
                        .toList(),
                wish.validAt() == null ? "" : wish.validAt(),
                wish.recordedAt() == null ? "" : wish.recordedAt(),
                reader.date(visit.now()).toString(),
                wish.wrong());
    }

    private static PacksShown.Scope scope(Visit visit, PackScope scope, @Nullable PackScope chosen) {
        return new PacksShown.Scope(scope.text(), name(visit, scope), scope.equals(chosen));
    }

    private static PacksShown.Entry entry(Visit visit, IssuedPack pack) {
        var reader = visit.reader();
        var day = reader.briefDay(pack.validAt());
        return new PacksShown.Entry(
                day,
                reader.date(pack.validAt()).toString(),
                name(visit, pack.scope()),
                visit.pack(pack.pack()).href(),
                Frames.name(pack.language()),
                pack.language(),
                pack.pages(),
                reader.wording().size(pack.bytes()),
                pack.sealedSha256(),
                reader.briefDay(pack.issuedAt()),
                Long.toString(pack.contentPosition()),
                pack.withheld() ? null : file(visit, pack),
                reader.say(Text.PACK_DOWNLOAD, day));
    }
}
