package org.trustledger.query.site;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.AssetFiles;
import org.trustledger.presentation.Markdown;
import org.trustledger.presentation.Templates;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.packs.PackFiles;
import org.trustledger.query.platform.CorrelationIdFilter;
import org.trustledger.query.platform.Problem;
import org.trustledger.query.platform.Representation;
import org.trustledger.query.reception.Reception;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Kinds;
import org.trustledger.query.views.TrustCenterViews;

/** The addresses of the public pages. */
@Controller
class Site {
    private final TrustCenterViews views;
    private final Pages pages;
    private final TwinContents contents;
    private final Twins twins;
    private final DifferencesFeed feed;
    private final PlainPages plain;
    private final Templates templates;
    private final TextFiles texts;
    private final Visits visits;
    private final Reception reception;
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
            DifferencesFeed feed,
            PlainPages plain,
            Templates templates,
            TextFiles texts,
            Visits visits,
            Reception reception,
            Assets assets,
            PackFiles packs,
            KnownPages known,
            Clock clock) {
        this.views = views;
        this.pages = pages;
        this.contents = contents;
        this.twins = twins;
        this.feed = feed;
        this.plain = plain;
        this.templates = templates;
        this.texts = texts;
        this.visits = visits;
        this.reception = reception;
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
            LocalDate today) {
        static Key of(Visits.Standing standing, LocalDate today) {
            var point = standing.point();
            return new Key(
                    standing.form(),
                    standing.address(),
                    standing.head().trustCenter(),
                    standing.head().position(),
                    point.validAt(),
                    point.recordedAt(),
                    standing.reader().language(),
                    today);
        }
    }

    @GetMapping("/")
    ResponseEntity<byte[]> root(HttpServletRequest request) {
        var all = views.all();
        if (all.size() == 1) {
            var query = request.getParameter("lang") == null ? "" : "?lang=" + language(request);
            return redirect("/%s/%s".formatted(all.getFirst().trustCenter(), query));
        }
        return Representation.of(Representation.HTML, templates.render("plain", plain.centers(request, all)))
                .answer(request, KnownPages.ASK_AGAIN, HttpHeaders.ACCEPT_LANGUAGE);
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

    @GetMapping({
        "/{trustCenter}/changes/{position}",
        "/{trustCenter}/changes/{position}.json",
        "/{trustCenter}/changes/{position}.md"
    })
    ResponseEntity<byte[]> commit(
            @PathVariable String trustCenter, @PathVariable String position, HttpServletRequest request) {
        var last = ChangesPart.position(position);
        return page(
                trustCenter,
                request,
                "commit",
                visit -> pages.commit(visit, last),
                visit -> contents.commit(visit, last));
    }

    @GetMapping({
        "/{trustCenter}/changes/{kind}/{item}",
        "/{trustCenter}/changes/{kind}/{item}.json",
        "/{trustCenter}/changes/{kind}/{item}.md"
    })
    ResponseEntity<byte[]> item(
            @PathVariable String trustCenter,
            @PathVariable String kind,
            @PathVariable String item,
            HttpServletRequest request) {
        var listed = Kinds.of(kind);
        var id = Kinds.item(listed, item);
        if (listed == Kind.ANSWER || listed == Kind.AGREEMENT) {
            return redirect("/%s/%s/%s".formatted(views.head(trustCenter).trustCenter(), listed.collection(), id));
        }
        return page(
                trustCenter,
                request,
                "item",
                visit -> pages.item(visit, listed, id),
                visit -> contents.item(visit, listed, id));
    }

    @GetMapping({
        "/{trustCenter}/differences",
        "/{trustCenter}/differences.json",
        "/{trustCenter}/differences.md",
        "/{trustCenter}/differences.atom"
    })
    ResponseEntity<byte[]> differences(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "differences", pages::differences, contents::differences);
    }

    @GetMapping({"/{trustCenter}/search", "/{trustCenter}/search.json", "/{trustCenter}/search.md"})
    ResponseEntity<byte[]> search(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "search", pages::search, contents::search);
    }

    @GetMapping({
        "/{trustCenter}/answers",
        "/{trustCenter}/answers.json",
        "/{trustCenter}/answers.md",
        "/{trustCenter}/answers.csv",
        "/{trustCenter}/answers.xlsx"
    })
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

    /** On to the page of the pack that was asked for, or the form again with what is wrong with it. */
    @PostMapping(path = "/{trustCenter}/packs", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<byte[]> askForPack(@PathVariable String trustCenter, HttpServletRequest request) {
        return visits.atPresent(trustCenter, request, standing -> {
            var wish = PackWish.of(request);
            var said = reception.ask(standing.head().trustCenter(), wish.request(), CorrelationIdFilter.of(request));
            var visit = visits.visit(standing);
            return switch (said) {
                case Reception.Taken taken ->
                    ResponseEntity.status(HttpStatus.SEE_OTHER)
                            .location(URI.create(visit.pack(taken.pack()).href()))
                            .header(HttpHeaders.CACHE_CONTROL, "no-store")
                            .build();
                case Reception.Refused refused -> {
                    var answer = ResponseEntity.status(refused.status())
                            .contentType(Representation.HTML)
                            .header(HttpHeaders.CACHE_CONTROL, "no-store");
                    if (refused.retryAfter() != null) {
                        answer.header(HttpHeaders.RETRY_AFTER, refused.retryAfter());
                    }
                    yield answer.body(templates.render("packs", pages.packs(visit, wish.refused(visit, refused))));
                }
            };
        });
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

    @GetMapping({"/{trustCenter}/feeds", "/{trustCenter}/feeds.json", "/{trustCenter}/feeds.md"})
    ResponseEntity<byte[]> feeds(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "feeds", pages::feeds, contents::feeds);
    }

    @GetMapping({"/{trustCenter}/contact", "/{trustCenter}/contact.json", "/{trustCenter}/contact.md"})
    ResponseEntity<byte[]> contact(@PathVariable String trustCenter, HttpServletRequest request) {
        return page(trustCenter, request, "contact", pages::contact, contents::contact);
    }

    @GetMapping({"/{trustCenter}/packs/{pack}", "/{trustCenter}/packs/{pack}.json", "/{trustCenter}/packs/{pack}.md"})
    ResponseEntity<byte[]> packPage(
            @PathVariable String trustCenter, @PathVariable String pack, HttpServletRequest request) {
        var center = views.head(trustCenter).trustCenter();
        if (!ProofPart.isPack(pack)) {
            throw new PackFiles.UnknownPack(center, pack);
        }
        return pages.isIssued(center, pack)
                ? page(
                        trustCenter,
                        request,
                        "pack",
                        visit -> pages.issued(visit, pack),
                        visit -> contents.pack(visit, pack))
                : awaited(trustCenter, pack, request);
    }

    /** Not kept, and without twins: how far a pack has come changes by itself. */
    private ResponseEntity<byte[]> awaited(String trustCenter, String pack, HttpServletRequest request) {
        return visits.at(trustCenter, request, standing -> {
            if (standing.form() != Form.PAGE) {
                throw new PackFiles.UnknownPack(standing.head().trustCenter(), pack);
            }
            var page = pages.awaited(visits.visit(standing), pack, CorrelationIdFilter.of(request));
            var answer =
                    ResponseEntity.ok().contentType(Representation.HTML).header(HttpHeaders.CACHE_CONTROL, "no-store");
            var watching = page.watching();
            var seconds = watching == null ? null : watching.seconds();
            if (seconds != null) {
                answer.header("Refresh", seconds.toString());
            }
            return answer.body(templates.render("pack", page));
        });
    }

    @GetMapping("/{trustCenter}/packs/{pack}.pdf")
    ResponseEntity<Resource> pack(
            @PathVariable String trustCenter, @PathVariable String pack, HttpServletRequest request) {
        var head = views.head(trustCenter);
        return packs.download(head, pack, views.zone(head), request);
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
        return visits.at(trustCenter, request, standing -> {
            var now = clock.instant();
            var form = standing.form();
            var zone = standing.reader().zone();
            var today = standing.reader().date(now);
            var representation = kept.get(
                    Key.of(standing, today),
                    absent ->
                            Representation.of(form.type(), bytes(form, visits.visit(standing), template, shown, data)));
            if (form == Form.PAGE) {
                known.keep(
                        request, representation, standing.head(), now, readsSoUntil(standing.head(), now, today, zone));
            }
            var answer = representation.answer(request, KnownPages.ASK_AGAIN, HttpHeaders.ACCEPT_LANGUAGE);
            return form == Form.PAGE
                    ? answer
                    : twins.ofPage(
                            answer,
                            standing.address(),
                            form,
                            standing.reader().date(standing.point().validAt()));
        });
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
        return switch (form) {
            case PAGE -> html(template, page);
            case JSON -> twins.json(visit, page.frame(), page instanceof PlainPage ? Map.of() : data.apply(visit));
            case MARKDOWN -> twins.markdown(visit, html(template, page));
            case FEED -> feed.of(visit, page.frame());
            case CSV -> AnswersSheet.of(visit).csv();
            case WORKBOOK -> AnswersSheet.of(visit).workbook();
        };
    }

    private byte[] html(String template, Framed page) {
        return templates.render(page instanceof PlainPage ? "plain" : template, page);
    }

    private PlainPage unprofiled(Visit visit) {
        return plain.unprofiled(
                visit,
                views.versions(visit.point().head(), Kind.PROFILE).getFirst().from());
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
