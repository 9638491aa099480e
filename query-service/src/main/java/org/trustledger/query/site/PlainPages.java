package org.trustledger.query.site;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.Templates;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.platform.Problem;
import org.trustledger.query.platform.ProblemPage;
import org.trustledger.query.views.AskedDates;
import org.trustledger.query.views.NotADate;
import org.trustledger.query.views.NothingKnownYet;
import org.trustledger.query.views.TrustCenterViews;

/** Makes the pages for what is empty, missing or went wrong. */
@Component
class PlainPages implements ProblemPage {
    private static final Pattern OF_A_CENTER = Pattern.compile("/(?<center>[^/]+)");

    private final Frames frames;
    private final TextFiles texts;
    private final Templates templates;
    private final TrustCenterViews views;
    private final Clock clock;

    PlainPages(Frames frames, TextFiles texts, Templates templates, TrustCenterViews views, Clock clock) {
        this.frames = frames;
        this.texts = texts;
        this.templates = templates;
        this.views = views;
        this.clock = clock;
    }

    /** Which trust centers there are, or that there is none. */
    PlainPage centers(HttpServletRequest request, List<Head> heads) {
        if (heads.isEmpty()) {
            return empty(request);
        }
        var words = words(request);
        var links = new ArrayList<Link>();
        for (var head : heads) {
            links.add(new Link(
                    views.provider(head)
                            .map(provider -> provider.name())
                            .orElse(head.trustCenter().value()),
                    "/%s/".formatted(head.trustCenter())));
        }
        var title = words.say(Text.CENTERS_TITLE);
        return new PlainPage(frames.bare(words, title, start()), title, "", links, null, null);
    }

    PlainPage empty(HttpServletRequest request) {
        var words = words(request);
        var title = words.say(Text.EMPTY_TITLE);
        return new PlainPage(
                frames.bare(words, title, start()), title, words.say(Text.EMPTY_TEXT), List.of(), null, null);
    }

    /** Where nothing applied at the date asked for. */
    PlainPage unprofiled(Visit visit, Instant first) {
        var reader = visit.reader();
        var title = reader.say(Text.UNPROFILED_TITLE);
        return new PlainPage(
                frames.around(visit, "%s · %s".formatted(visit.provider().name(), title), title, Frames.NOWHERE),
                title,
                reader.say(Text.UNPROFILED_TEXT, reader.day(visit.point().validAt()), reader.day(first)),
                List.of(new Link(
                        reader.say(Text.TRAVELLER_BACK), visit.homeToday().href())),
                null,
                null);
    }

    /** Where nothing was known at the date asked for. */
    PlainPage unknownThen(Visit today, PageAddress asked, NothingKnownYet refusal) {
        var reader = today.reader();
        var title = reader.say(Text.UNKNOWN_THEN_TITLE);
        var ways = new ArrayList<Link>();
        if (asked.validAt() != null) {
            var valid = new AskedDates(asked.validAt(), null)
                    .validInstant(reader.zone())
                    .orElseThrow();
            ways.add(new Link(
                    reader.say(Text.UNKNOWN_THEN_TODAY, reader.day(valid)),
                    asked.withDates(asked.validAt(), null).href()));
        }
        ways.add(new Link(reader.say(Text.TRAVELLER_BACK), today.homeToday().href()));
        return new PlainPage(
                frames.around(today, "%s · %s".formatted(today.provider().name(), title), title, Frames.NOWHERE),
                title,
                reader.say(Text.UNKNOWN_THEN_TEXT, reader.day(refusal.asked()), reader.day(refusal.beginning())),
                ways,
                null,
                null);
    }

    @Override
    public byte[] show(Problem problem, String correlationId, HttpServletRequest request) {
        var words = words(request);
        var title = words.say(title(problem));
        var around = visit(request);
        var frame = around.isPresent()
                ? frames.around(
                        around.get(),
                        "%s · %s".formatted(around.get().provider().name(), title),
                        title,
                        Frames.NOWHERE)
                : frames.bare(words, title, start());
        var said = frame.texts();
        return templates.render(
                "plain",
                new PlainPage(
                        frame,
                        said.say(title(problem)),
                        said.say(text(problem)),
                        ways(problem, around, request, frame),
                        problem.status() == HttpStatus.NOT_FOUND
                                ? around.map(SearchPart::form).orElse(null)
                                : null,
                        "%s (%d, %s)"
                                .formatted(problem.detail(), problem.status().value(), correlationId)));
    }

    /** What helps with this problem first, and always the way to the start. */
    private static List<Link> ways(Problem problem, Optional<Visit> around, HttpServletRequest request, Frame frame) {
        var words = frame.texts();
        var ways = new ArrayList<Link>();
        around.ifPresent(visit -> {
            switch (title(problem)) {
                case PROBLEM_DATE_TITLE ->
                    ways.add(new Link(
                            words.say(Text.PROBLEM_DATE_TODAY),
                            visit.address().listedAt(path(request)).href()));
                case PROBLEM_PACK_TITLE, PROBLEM_FILE_TITLE, PROBLEM_RECEPTION_TITLE, PROBLEM_LIMIT_TITLE ->
                    ways.add(new Link(words.say(Text.PACK_ALL), visit.packs().href()));
                case PROBLEM_WITHHELD_TITLE, PROBLEM_OTHER_TITLE ->
                    ways.add(new Link(
                            words.say(Text.CONTACT_TITLE), visit.contact().href()));
                default -> {
                    // The way to the start will do.
                }
            }
        });
        ways.add(new Link(words.say(Text.PROBLEM_HOME), frame.home()));
        return ways;
    }

    private static Text title(Problem problem) {
        return switch (problem.status()) {
            case NOT_FOUND ->
                problem.slug().equals("unknown-pack") ? Text.PROBLEM_PACK_TITLE : Text.PROBLEM_NOT_FOUND_TITLE;
            case GONE -> Text.PROBLEM_WITHHELD_TITLE;
            case TOO_MANY_REQUESTS -> Text.PROBLEM_LIMIT_TITLE;
            case BAD_GATEWAY, GATEWAY_TIMEOUT -> Text.PROBLEM_RECEPTION_TITLE;
            case SERVICE_UNAVAILABLE ->
                problem.slug().equals("pack-file-missing") ? Text.PROBLEM_FILE_TITLE : Text.PROBLEM_OTHER_TITLE;
            default ->
                problem instanceof NotADate
                        ? Text.PROBLEM_DATE_TITLE
                        : isOurs(problem.status()) ? Text.PROBLEM_OTHER_TITLE : Text.PROBLEM_REQUEST_TITLE;
        };
    }

    private static Text text(Problem problem) {
        return Text.valueOf(title(problem).name().replace("_TITLE", "_TEXT"));
    }

    private static boolean isOurs(HttpStatus status) {
        return status.is5xxServerError();
    }

    /** The trust center the address belongs to, as it reads today; empty if there is none or it cannot be read. */
    private Optional<Visit> visit(HttpServletRequest request) {
        try {
            var center = OF_A_CENTER.matcher(path(request));
            if (!center.lookingAt() || !TrustCenterId.isValid(center.group("center"))) {
                return Optional.empty();
            }
            var known = views.all().stream()
                    .filter(head -> head.trustCenter().value().equals(center.group("center")))
                    .findFirst();
            if (known.isEmpty()) {
                return Optional.empty();
            }
            var head = known.get();
            return views.provider(head).map(provider -> {
                var language = TextFiles.choose(
                        provider.languages(),
                        request.getParameter("lang"),
                        request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
                var point = views.point(head, AskedDates.NONE);
                var contents = views.at(head, point.validAt());
                return new Visit(
                        Reader.of(language, texts, provider.languages().getFirst(), provider.timeZone()),
                        PageAddress.of("/%s/".formatted(head.trustCenter()))
                                .with(Choice.LANGUAGE, language.equals(request.getParameter("lang")) ? language : null),
                        head,
                        point,
                        provider,
                        contents,
                        contents,
                        List.of(),
                        List.of(),
                        clock.instant());
            });
        } catch (DataAccessException e) {
            return Optional.empty();
        }
    }

    private Texts words(HttpServletRequest request) {
        return texts.in(TextFiles.choose(
                texts.languages(), request.getParameter("lang"), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    private static PageAddress start() {
        return PageAddress.of("/");
    }

    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri
                : request.getRequestURI();
    }
}
