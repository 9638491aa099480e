package org.trustledger.query.site;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.trustledger.query.packs.IssuedPack;

/** Makes the pack card, the register and the form that asks for another pack. */
@Component
class PacksPart {
    private static final String EVERYTHING = "all";

    PackCard card(Visit visit, List<IssuedPack> packs) {
        var own = packs.stream()
                .filter(pack -> pack.scope().equals(EVERYTHING)
                        && pack.language().equals(visit.reader().language()))
                .toList();
        return visit.isNow() ? cardOfToday(visit, own) : cardOfThen(visit, own);
    }

    private static PackCard cardOfToday(Visit visit, List<IssuedPack> packs) {
        var reader = visit.reader();
        Predicate<IssuedPack> current =
                pack -> pack.contentPosition() == visit.head().contentPosition() && readsLike(visit, pack);
        var ready = packs.stream().filter(current).findFirst();
        Optional<IssuedPack> newest = ready.isPresent() ? ready : packs.stream().findFirst();
        var remark =
                ready.isPresent() ? Text.PACK_CURRENT : newest.isPresent() ? Text.PACK_OUTDATED : Text.PACK_BEING_MADE;
        return new PackCard(
                lead(reader, newest),
                newest.map(pack -> download(visit, pack)).orElse(null),
                reader.say(remark),
                null,
                ready.isPresent() ? null : visit.address().href("pack"),
                visit.packs().href("packs-form"),
                packs.isEmpty() ? null : visit.packs().href());
    }

    /** A page of another time shows the pack of exactly that time, or asks for it. */
    private static PackCard cardOfThen(Visit visit, List<IssuedPack> packs) {
        var reader = visit.reader();
        var pack = packs.stream()
                .filter(issued ->
                        issued.contentPosition() == visit.point().head().contentPosition()
                                && issued.validAt().equals(visit.point().validAt()))
                .findFirst();
        var address = visit.address();
        var date = reader.date(visit.point().validAt()).toString();
        return new PackCard(
                lead(reader, pack),
                pack.map(issued -> download(visit, issued)).orElse(null),
                pack.isPresent() ? null : reader.say(Text.PACK_ASK_NOTE),
                pack.isPresent()
                        ? null
                        : new PackCard.Ask(
                                reader.say(
                                        Text.PACK_ASK,
                                        reader.briefDay(visit.point().validAt())),
                                action(visit),
                                reader.language(),
                                date,
                                address.recordedAt() == null
                                        ? ""
                                        : reader.date(visit.point().recordedAt())
                                                .toString()),
                pack.isPresent() ? null : address.href("pack"),
                visit.packs().href("packs-form"),
                visit.packs().href());
    }

    private static boolean readsLike(Visit visit, IssuedPack pack) {
        var since = visit.contents().readsSince();
        var until = visit.contents().readsUntil();
        return (since == null || !pack.validAt().isBefore(since))
                && (until == null || pack.validAt().isBefore(until));
    }

    private static String lead(Reader reader, Optional<IssuedPack> pack) {
        return pack.map(issued -> reader.say(Text.PACK_LEAD, reader.say(Text.COUNT_PAGES, issued.pages())))
                .orElseGet(() -> reader.say(Text.PACK_LEAD_NONE));
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
        return "/reception/%s/packs".formatted(visit.trustCenter());
    }

    PacksShown all(Visit visit, List<IssuedPack> packs) {
        return shown(visit, packs);
    }

    private static PacksShown shown(Visit visit, List<IssuedPack> packs) {
        var reader = visit.reader();
        var address = visit.address();
        return new PacksShown(
                packs.stream().map(pack -> entry(visit, pack)).toList(),
                new PacksShown.Form(
                        action(visit),
                        visit.provider().languages().stream()
                                .map(tag -> new PacksShown.Choice(tag, Frames.name(tag), tag.equals(reader.language())))
                                .toList(),
                        address.validAt() == null
                                ? reader.date(visit.now()).toString()
                                : reader.date(visit.point().validAt()).toString(),
                        reader.date(visit.now()).toString()));
    }

    private static PacksShown.Entry entry(Visit visit, IssuedPack pack) {
        var reader = visit.reader();
        var day = reader.briefDay(pack.validAt());
        return new PacksShown.Entry(
                day,
                reader.date(pack.validAt()).toString(),
                Frames.name(pack.language()),
                pack.language(),
                pack.pages(),
                reader.wording().size(pack.bytes()),
                pack.sealedSha256(),
                reader.briefDay(pack.issuedAt()),
                Long.toString(pack.contentPosition()),
                file(visit, pack),
                reader.say(Text.PACK_DOWNLOAD, day));
    }
}
