package org.trustledger.query.site;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.trustledger.events.Profile;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.AssetFiles;
import org.trustledger.presentation.Markdown;
import org.trustledger.presentation.Templates;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.packs.PackFiles;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Problem;
import org.trustledger.query.platform.Representation;
import org.trustledger.query.statements.Ending;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Kinds;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.views.AskedDates;
import org.trustledger.query.views.NothingKnownYet;
import org.trustledger.query.views.PointInTime;
import org.trustledger.query.views.TrustCenterViews;

/** The addresses of the public pages. */
@Controller
class Site {
    /** As many as a list can have; a longer number is none. */
    private static final Pattern PAGE_NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern SORT = Pattern.compile("-?(since|name|where)");

    private final TrustCenterViews views;
    private final Pages pages;
    private final PlainPages plain;
    private final Templates templates;
    private final TextFiles texts;
    private final Assets assets;
    private final PackFiles packs;
    private final KnownPages known;
    private final Clock clock;
    private final Cache<Key, Representation> kept = Representation.cache();

    Site(
            TrustCenterViews views,
            Pages pages,
            PlainPages plain,
            Templates templates,
            TextFiles texts,
            Assets assets,
            PackFiles packs,
            KnownPages known,
            Clock clock) {
        this.views = views;
        this.pages = pages;
        this.plain = plain;
        this.templates = templates;
        this.texts = texts;
        this.assets = assets;
        this.packs = packs;
        this.known = known;
        this.clock = clock;
    }

    /** All that a page can depend on: the address, what is known, in which language, and which day it is. */
    private record Key(
            PageAddress address,
            TrustCenterId trustCenter,
            long position,
            Instant validAt,
            Instant recordedAt,
            String language,
            LocalDate today) {}

    @GetMapping("/")
    ResponseEntity<byte[]> root(HttpServletRequest request) {
        var all = views.all();
        if (all.size() == 1) {
            var query = request.getParameter("lang") == null ? "" : "?lang=" + language(request);
            return redirect("/%s/%s".formatted(all.getFirst().trustCenter(), query));
        }
        return answer(templates.render("plain", plain.centers(request, all)), request);
    }

    private String language(HttpServletRequest request) {
        return TextFiles.choose(texts.languages(), request.getParameter("lang"), null);
    }

    @GetMapping("/{trustCenter}")
    ResponseEntity<byte[]> withoutSlash(@PathVariable String trustCenter, HttpServletRequest request) {
        var head = views.head(trustCenter);
        var query = request.getQueryString();
        return redirect("/%s/%s".formatted(head.trustCenter(), query == null ? "" : "?" + query));
    }

    @GetMapping("/{trustCenter}/")
    ResponseEntity<byte[]> home(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, visit -> templates.render("home", pages.home(visit)));
    }

    @GetMapping("/{trustCenter}/changes")
    ResponseEntity<byte[]> changes(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, visit -> templates.render("changes", pages.changes(visit)));
    }

    @GetMapping("/{trustCenter}/search")
    ResponseEntity<byte[]> search(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, visit -> templates.render("search", pages.search(visit)));
    }

    @GetMapping("/{trustCenter}/answers")
    ResponseEntity<byte[]> answers(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, visit -> templates.render("answers", pages.answers(visit)));
    }

    @GetMapping("/{trustCenter}/answers/{answer}")
    ResponseEntity<byte[]> answer(
            @PathVariable String trustCenter, @PathVariable String answer, HttpServletRequest request) {
        var id = Kinds.item(Kind.ANSWER, answer);
        return page(trustCenter, request, visit -> templates.render("answer", pages.answer(visit, id)));
    }

    @GetMapping("/{trustCenter}/agreements/{agreement}")
    ResponseEntity<byte[]> agreement(
            @PathVariable String trustCenter, @PathVariable String agreement, HttpServletRequest request) {
        return page(trustCenter, request, visit -> templates.render("agreement", pages.agreement(visit, agreement)));
    }

    @GetMapping("/{trustCenter}/agreements/{agreement}/redline")
    ResponseEntity<byte[]> redline(
            @PathVariable String trustCenter, @PathVariable String agreement, HttpServletRequest request) {
        var id = Kinds.item(Kind.AGREEMENT, agreement);
        return page(trustCenter, request, visit -> templates.render("redline", pages.redline(visit, id)));
    }

    @GetMapping("/{trustCenter}/agreements/{agreement}/clauses/{clause}")
    ResponseEntity<byte[]> clause(
            @PathVariable String trustCenter,
            @PathVariable String agreement,
            @PathVariable String clause,
            HttpServletRequest request) {
        var id = Kinds.item(Kind.AGREEMENT, agreement);
        return page(trustCenter, request, visit -> templates.render("clause", pages.clause(visit, id, clause)));
    }

    @GetMapping("/{trustCenter}/subprocessors")
    ResponseEntity<byte[]> subprocessors(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, visit -> templates.render("subprocessors", pages.subprocessors(visit)));
    }

    @GetMapping("/{trustCenter}/packs")
    ResponseEntity<byte[]> packs(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, visit -> templates.render("packs", pages.packs(visit)));
    }

    @GetMapping("/{trustCenter}/packs/{pack}.pdf")
    ResponseEntity<Resource> pack(
            @PathVariable String trustCenter, @PathVariable String pack, HttpServletRequest request) {
        var head = views.head(trustCenter);
        return packs.download(head.trustCenter(), pack, views.zone(head), request);
    }

    @GetMapping("/_/{name}")
    ResponseEntity<byte[]> asset(@PathVariable String name, HttpServletRequest request) {
        var asset = assets.find(name);
        if (asset == null) {
            throw new NoSuchAsset();
        }
        return asset.answer(request, AssetFiles.FOR_EVER);
    }

    private ResponseEntity<byte[]> page(
            String trustCenter, HttpServletRequest request, Function<Visit, byte[]> renderer) {
        var head = views.head(trustCenter);
        var provider = views.provider(head);
        if (provider.isEmpty()) {
            return answer(templates.render("plain", plain.empty(request)), request);
        }
        var profile = provider.get();
        var language = TextFiles.choose(
                profile.languages(), request.getParameter("lang"), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        var reader = Reader.of(language, texts, profile.languages().getFirst(), profile.timeZone());
        var address = address(request, reader);
        PointInTime point;
        try {
            point = views.point(head, new AskedDates(address.validAt(), address.recordedAt()));
        } catch (NothingKnownYet refusal) {
            var today = visit(reader, address.withDates(null, null), head, profile, views.point(head, AskedDates.NONE));
            var page = plain.unknownThen(today, address, refusal);
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .contentType(Representation.HTML)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .body(templates.render("plain", page));
        }
        var now = clock.instant();
        var today = reader.date(now);
        var key = new Key(
                address, head.trustCenter(), head.position(), point.validAt(), point.recordedAt(), language, today);
        var representation = kept.get(
                key,
                absent -> Representation.of(
                        Representation.HTML, render(visit(reader, address, head, profile, point), renderer)));
        known.keep(request, representation, head, now, readsSoUntil(head, now, today, reader.zone()));
        return representation.answer(request, KnownPages.ASK_AGAIN, HttpHeaders.ACCEPT_LANGUAGE);
    }

    /** Until the day is over, or what applies changes by itself. */
    private Instant readsSoUntil(Head head, Instant now, LocalDate today, ZoneId zone) {
        var midnight = today.plusDays(1).atStartOfDay(zone).toInstant();
        var changes = views.at(head, now).readsUntil();
        return changes == null || midnight.isBefore(changes) ? midnight : changes;
    }

    private byte[] render(Visit visit, Function<Visit, byte[]> renderer) {
        if (visit.contents().profile() == null) {
            var first = views.versions(visit.point().head(), Kind.PROFILE)
                    .getFirst()
                    .from();
            return templates.render("plain", plain.unprofiled(visit, first));
        }
        return renderer.apply(visit);
    }

    private Visit visit(Reader reader, PageAddress address, Head head, Profile provider, PointInTime point) {
        var now = clock.instant();
        var contents = views.at(point.head(), point.validAt());
        var today = views.at(head, views.point(head, AskedDates.NONE).validAt());
        var shown = contents.profile() == null ? provider : contents.profile().content();
        List<Stated<?>> coming = point.now() ? views.coming(point) : List.of();
        List<Ending> ending = point.now() ? views.ending(point) : List.of();
        return new Visit(reader, address, head, point, shown, contents, today, coming, ending, now);
    }

    private PageAddress address(HttpServletRequest request, Reader reader) {
        var today = reader.date(clock.instant()).toString();
        var validAt = given(request, "validAt");
        var recordedAt = given(request, "recordedAt");
        return PageAddress.of(request.getRequestURI())
                .with(
                        Choice.LANGUAGE,
                        reader.language().equals(request.getParameter("lang")) ? reader.language() : null)
                .with(Choice.SEARCH, given(request, Choice.SEARCH.parameter()))
                .with(Choice.TAG, id(request, Choice.TAG))
                .with(Choice.CATEGORY, id(request, Choice.CATEGORY))
                .with(Choice.COUNTRY, matching(request, Choice.COUNTRY, COUNTRY))
                .with(Choice.SORT, matching(request, Choice.SORT, SORT))
                .withPage(page(request))
                .with(Choice.FROM, given(request, Choice.FROM.parameter()))
                .with(Choice.TO, given(request, Choice.TO.parameter()))
                .withDates(
                        // The control offers today's date; for a reader it is the present, not its first second.
                        today.equals(validAt) && (recordedAt == null || today.equals(recordedAt)) ? null : validAt,
                        today.equals(recordedAt) ? null : recordedAt);
    }

    /** @throws BadParameter if it is no number from 1 */
    static int page(HttpServletRequest request) {
        var value = request.getParameter(Choice.PAGE.parameter());
        if (value == null) {
            return 1;
        }
        if (!PAGE_NUMBER.matcher(value).matches()) {
            throw new BadParameter(Choice.PAGE.parameter(), value, "is no page. Give a number from 1");
        }
        return Integer.parseInt(value);
    }

    private static @Nullable String given(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String matching(HttpServletRequest request, Choice choice, Pattern pattern) {
        var value = request.getParameter(choice.parameter());
        return value != null && pattern.matcher(value).matches() ? value : null;
    }

    private static @Nullable String id(HttpServletRequest request, Choice choice) {
        var value = request.getParameter(choice.parameter());
        return value != null && TrustCenterId.isValid(value) ? value : null;
    }

    private static ResponseEntity<byte[]> answer(byte[] html, HttpServletRequest request) {
        return Representation.of(Representation.HTML, html)
                .answer(request, KnownPages.ASK_AGAIN, HttpHeaders.ACCEPT_LANGUAGE);
    }

    private static ResponseEntity<byte[]> redirect(String target) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(target))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    private static final class NoSuchAsset extends Problem {
        private static final long serialVersionUID = 1;

        NoSuchAsset() {
            super(HttpStatus.NOT_FOUND, "not-found", "There is nothing here", "No file has this address.");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        Markdown markdown() {
            return new Markdown();
        }

        @Bean
        Templates templates() {
            return new Templates();
        }
    }
}
