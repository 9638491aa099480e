package org.trustledger.query.site;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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
    private final TwinContents contents;
    private final Twins twins;
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
            TwinContents contents,
            Twins twins,
            PlainPages plain,
            Templates templates,
            TextFiles texts,
            Assets assets,
            PackFiles packs,
            KnownPages known,
            Clock clock) {
        this.views = views;
        this.pages = pages;
        this.contents = contents;
        this.twins = twins;
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
            Form form,
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

    @GetMapping({"/{trustCenter}/", "/{trustCenter}/index.json", "/{trustCenter}/index.md"})
    ResponseEntity<byte[]> home(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "home", pages::home, contents::home);
    }

    @GetMapping({"/{trustCenter}/changes", "/{trustCenter}/changes.json", "/{trustCenter}/changes.md"})
    ResponseEntity<byte[]> changes(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "changes", pages::changes, contents::changes);
    }

    @GetMapping({"/{trustCenter}/search", "/{trustCenter}/search.json", "/{trustCenter}/search.md"})
    ResponseEntity<byte[]> search(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "search", pages::search, contents::search);
    }

    @GetMapping({"/{trustCenter}/answers", "/{trustCenter}/answers.json", "/{trustCenter}/answers.md"})
    ResponseEntity<byte[]> answers(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "answers", pages::answers, contents::answers);
    }

    @GetMapping({
        "/{trustCenter}/answers/{answer}",
        "/{trustCenter}/answers/{answer}.json",
        "/{trustCenter}/answers/{answer}.md"
    })
    ResponseEntity<byte[]> answer(
            @PathVariable String trustCenter, @PathVariable String answer, HttpServletRequest request) {
        var id = Kinds.item(Kind.ANSWER, answer);
        return page(
                trustCenter, request, "answer", visit -> pages.answer(visit, id), visit -> contents.answer(visit, id));
    }

    @GetMapping({
        "/{trustCenter}/agreements/{agreement}",
        "/{trustCenter}/agreements/{agreement}.json",
        "/{trustCenter}/agreements/{agreement}.md"
    })
    ResponseEntity<byte[]> agreement(
            @PathVariable String trustCenter, @PathVariable String agreement, HttpServletRequest request) {
        return page(
                trustCenter,
                request,
                "agreement",
                visit -> pages.agreement(visit, agreement),
                visit -> contents.agreement(visit, agreement));
    }

    @GetMapping({
        "/{trustCenter}/agreements/{agreement}/redline",
        "/{trustCenter}/agreements/{agreement}/redline.json",
        "/{trustCenter}/agreements/{agreement}/redline.md"
    })
    ResponseEntity<byte[]> redline(
            @PathVariable String trustCenter, @PathVariable String agreement, HttpServletRequest request) {
        var id = Kinds.item(Kind.AGREEMENT, agreement);
        return page(
                trustCenter,
                request,
                "redline",
                visit -> pages.redline(visit, id),
                visit -> contents.redline(visit, id));
    }

    @GetMapping({
        "/{trustCenter}/agreements/{agreement}/clauses/{clause}",
        "/{trustCenter}/agreements/{agreement}/clauses/{clause}.json",
        "/{trustCenter}/agreements/{agreement}/clauses/{clause}.md"
    })
    ResponseEntity<byte[]> clause(
            @PathVariable String trustCenter,
            @PathVariable String agreement,
            @PathVariable String clause,
            HttpServletRequest request) {
        var id = Kinds.item(Kind.AGREEMENT, agreement);
        return page(
                trustCenter,
                request,
                "clause",
                visit -> pages.clause(visit, id, clause),
                visit -> contents.clause(visit, id, clause));
    }

    @GetMapping({"/{trustCenter}/subprocessors", "/{trustCenter}/subprocessors.json", "/{trustCenter}/subprocessors.md"
    })
    ResponseEntity<byte[]> subprocessors(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "subprocessors", pages::subprocessors, contents::subprocessors);
    }

    @GetMapping({"/{trustCenter}/packs", "/{trustCenter}/packs.json", "/{trustCenter}/packs.md"})
    ResponseEntity<byte[]> packs(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "packs", pages::packs, contents::packs);
    }

    @GetMapping({"/{trustCenter}/agreements", "/{trustCenter}/agreements.json", "/{trustCenter}/agreements.md"})
    ResponseEntity<byte[]> agreements(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "agreements", pages::agreements, contents::agreements);
    }

    @GetMapping({"/{trustCenter}/packs/proof", "/{trustCenter}/packs/proof.json", "/{trustCenter}/packs/proof.md"})
    ResponseEntity<byte[]> proof(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "proof", pages::proof, contents::proof);
    }

    @GetMapping({"/{trustCenter}/about", "/{trustCenter}/about.json", "/{trustCenter}/about.md"})
    ResponseEntity<byte[]> about(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "prose", pages::about, contents::about);
    }

    @GetMapping({"/{trustCenter}/contact", "/{trustCenter}/contact.json", "/{trustCenter}/contact.md"})
    ResponseEntity<byte[]> contact(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "contact", pages::contact, contents::contact);
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

    /**
     * The page, or one of its twins if the address asks for that.
     *
     * @param shown the page, for the template
     * @param data the same for programs
     */
    private ResponseEntity<byte[]> page(
            String trustCenter,
            HttpServletRequest request,
            String template,
            Function<Visit, Framed> shown,
            Function<Visit, Object> data) {
        var form = Form.of(request.getRequestURI());
        var head = views.head(trustCenter);
        var provider = views.provider(head);
        if (provider.isEmpty()) {
            if (form != Form.PAGE) {
                throw new NothingPublished(head.trustCenter());
            }
            return answer(templates.render("plain", plain.empty(request)), request);
        }
        var profile = provider.get();
        var language = TextFiles.choose(
                profile.languages(), request.getParameter("lang"), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        var reader = Reader.of(language, texts, profile.languages().getFirst(), profile.timeZone());
        var address = address(request, form, reader);
        PointInTime point;
        try {
            point = views.point(head, new AskedDates(address.validAt(), address.recordedAt()));
        } catch (NothingKnownYet refusal) {
            if (form != Form.PAGE) {
                throw refusal;
            }
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
                form,
                address,
                head.trustCenter(),
                head.position(),
                point.validAt(),
                point.recordedAt(),
                language,
                today);
        var representation = kept.get(
                key,
                absent -> Representation.of(
                        form.type(), bytes(form, visit(reader, address, head, profile, point), template, shown, data)));
        if (form == Form.PAGE) {
            known.keep(request, representation, head, now, readsSoUntil(head, now, today, reader.zone()));
        }
        var answer = representation.answer(request, KnownPages.ASK_AGAIN, HttpHeaders.ACCEPT_LANGUAGE);
        return form == Form.PAGE ? answer : twins.ofPage(answer, address);
    }

    /** Until the day is over, or what applies changes by itself. */
    private Instant readsSoUntil(Head head, Instant now, LocalDate today, ZoneId zone) {
        var midnight = today.plusDays(1).atStartOfDay(zone).toInstant();
        var changes = views.at(head, now).readsUntil();
        return changes == null || midnight.isBefore(changes) ? midnight : changes;
    }

    private byte[] bytes(
            Form form, Visit visit, String template, Function<Visit, Framed> shown, Function<Visit, Object> data) {
        Framed page = visit.contents().profile() == null ? unprofiled(visit) : shown.apply(visit);
        if (form == Form.JSON) {
            return twins.json(visit, page.frame(), page instanceof PlainPage ? Map.of() : data.apply(visit));
        }
        var html = templates.render(page instanceof PlainPage ? "plain" : template, page);
        return form == Form.MARKDOWN ? twins.markdown(visit, html) : html;
    }

    private PlainPage unprofiled(Visit visit) {
        return plain.unprofiled(
                visit,
                views.versions(visit.point().head(), Kind.PROFILE).getFirst().from());
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

    private PageAddress address(HttpServletRequest request, Form form, Reader reader) {
        var today = reader.date(clock.instant()).toString();
        var validAt = given(request, "validAt");
        var recordedAt = given(request, "recordedAt");
        return PageAddress.of(form.page(request.getRequestURI()))
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
                .with(Choice.PACK, pack(request))
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

    private static @Nullable String pack(HttpServletRequest request) {
        var value = given(request, Choice.PACK.parameter());
        if (value != null && !ProofPart.isPack(value)) {
            throw new BadParameter(Choice.PACK.parameter(), value, "is no pack. Give 32 characters of 0-9 and a-f");
        }
        return value;
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

    private static final class NothingPublished extends Problem {
        private static final long serialVersionUID = 1;

        NothingPublished(TrustCenterId trustCenter) {
            super(
                    HttpStatus.NOT_FOUND,
                    "nothing-published",
                    "Nothing is published here yet",
                    "The trust center %s has no profile yet, so it has no pages.".formatted(trustCenter));
        }
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
