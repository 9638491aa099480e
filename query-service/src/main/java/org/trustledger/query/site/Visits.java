package org.trustledger.query.site;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.trustledger.events.PackScope;
import org.trustledger.events.Profile;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.Templates;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Problem;
import org.trustledger.query.platform.Representation;
import org.trustledger.query.statements.Ending;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.views.AskedDates;
import org.trustledger.query.views.NothingKnownYet;
import org.trustledger.query.views.PointInTime;
import org.trustledger.query.views.TrustCenterViews;

/** Reads from a request who wants to see what of which trust center and time: what every page begins with. */
@Component
class Visits {
    /** As many as a list can have; a longer number is none. */
    private static final Pattern PAGE_NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");
    private static final Pattern NO = Pattern.compile("no");
    private static final Pattern SORT = Pattern.compile("-?(since|name|where)");

    private final TrustCenterViews views;
    private final PlainPages plain;
    private final Templates templates;
    private final TextFiles texts;
    private final Clock clock;

    Visits(TrustCenterViews views, PlainPages plain, Templates templates, TextFiles texts, Clock clock) {
        this.views = views;
        this.plain = plain;
        this.templates = templates;
        this.texts = texts;
        this.clock = clock;
    }

    /** A reader before a trust center, before anything was read for a page. */
    record Standing(Form form, Reader reader, PageAddress address, Head head, Profile profile, PointInTime point) {

        /** The same with the language in every address, for who has no browser that would choose it again. */
        Standing speaking() {
            return new Standing(form, reader, address.with(Choice.LANGUAGE, reader.language()), head, profile, point);
        }
    }

    /**
     * An answer to who stands there by what the request says, or the page that says why nothing can be shown.
     *
     * @throws Problem if the request cannot be understood, or a program asks where nothing can be shown
     */
    ResponseEntity<byte[]> at(
            String trustCenter, HttpServletRequest request, Function<Standing, ResponseEntity<byte[]>> answer) {
        return at(trustCenter, request, (form, reader) -> address(request, form, reader), answer);
    }

    /** The same for who sent a form: its fields are a wish, and none of them says what the page shows. */
    ResponseEntity<byte[]> atPresent(
            String trustCenter, HttpServletRequest request, Function<Standing, ResponseEntity<byte[]>> answer) {
        return at(trustCenter, request, (form, reader) -> spoken(request, form, reader), answer);
    }

    private ResponseEntity<byte[]> at(
            String trustCenter,
            HttpServletRequest request,
            BiFunction<Form, Reader, PageAddress> addressed,
            Function<Standing, ResponseEntity<byte[]>> answer) {
        var form = Form.of(request.getRequestURI());
        var head = views.head(trustCenter);
        var provider = views.provider(head);
        if (provider.isEmpty()) {
            if (form != Form.PAGE) {
                throw new NothingPublished(head.trustCenter());
            }
            return Representation.of(Representation.HTML, templates.render("plain", plain.empty(request)))
                    .answer(request, KnownPages.ASK_AGAIN, HttpHeaders.ACCEPT_LANGUAGE);
        }
        var profile = provider.get();
        var language = TextFiles.choose(
                profile.languages(), request.getParameter("lang"), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        var reader = Reader.of(language, texts, profile.languages().getFirst(), profile.timeZone());
        var address = addressed.apply(form, reader);
        PointInTime point;
        try {
            point = views.point(head, new AskedDates(address.validAt(), address.recordedAt()));
        } catch (NothingKnownYet refusal) {
            if (form != Form.PAGE) {
                throw refusal;
            }
            var today = visit(new Standing(
                    form, reader, address.withDates(null, null), head, profile, views.point(head, AskedDates.NONE)));
            var page = plain.unknownThen(today, address, refusal);
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .contentType(Representation.HTML)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .body(templates.render("plain", page));
        }
        return answer.apply(new Standing(form, reader, address, head, profile, point));
    }

    /** Reads all that the parts of a page are made from. */
    Visit visit(Standing standing) {
        var now = clock.instant();
        var head = standing.head();
        var point = standing.point();
        var contents = views.at(point.head(), point.validAt());
        var today = views.at(head, views.point(head, AskedDates.NONE).validAt());
        var shown = contents.profile() == null
                ? standing.profile()
                : contents.profile().content();
        List<Stated<?>> coming = point.now() ? views.coming(point) : List.of();
        List<Ending> ending = point.now() ? views.ending(point) : List.of();
        return new Visit(
                standing.reader(), standing.address(), head, point, shown, contents, today, coming, ending, now);
    }

    private static PageAddress spoken(HttpServletRequest request, Form form, Reader reader) {
        return PageAddress.of(form.page(request.getRequestURI()))
                .with(
                        Choice.LANGUAGE,
                        reader.language().equals(request.getParameter("lang")) ? reader.language() : null);
    }

    private PageAddress address(HttpServletRequest request, Form form, Reader reader) {
        var today = reader.date(clock.instant()).toString();
        var validAt = given(request, "validAt");
        var recordedAt = given(request, "recordedAt");
        return spoken(request, form, reader)
                .with(Choice.SEARCH, given(request, Choice.SEARCH.parameter()))
                .with(Choice.TAG, id(request, Choice.TAG))
                .with(Choice.CATEGORY, id(request, Choice.CATEGORY))
                .with(Choice.KIND, kind(request))
                .with(Choice.COUNTRY, matching(request, Choice.COUNTRY, COUNTRY))
                .with(Choice.SORT, matching(request, Choice.SORT, SORT))
                .with(Choice.SCOPE, scope(request))
                .with(Choice.PACK_LANGUAGE, matching(request, Choice.PACK_LANGUAGE, LANGUAGE))
                .with(Choice.WATCH, matching(request, Choice.WATCH, NO))
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

    private static @Nullable String scope(HttpServletRequest request) {
        var value = given(request, Choice.SCOPE.parameter());
        try {
            return value == null ? null : PackScope.read(value).text();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable String kind(HttpServletRequest request) {
        var value = given(request, Choice.KIND.parameter());
        return value == null
                ? null
                : Kind.ofCollection(value).map(Kind::collection).orElse(null);
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
}
