package org.trustledger.command.workbench.notices;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.trustledger.command.letters.Letters;
import org.trustledger.command.notices.Notice;
import org.trustledger.command.notices.NoticeBoard;
import org.trustledger.command.notices.NoticeBoard.State;
import org.trustledger.command.notices.TellingLag;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Role;
import org.trustledger.command.subscriptions.NobodyIsTold;
import org.trustledger.command.subscriptions.Offer;
import org.trustledger.command.subscriptions.Subscribers;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.command.subscriptions.SubscriptionWordFiles;
import org.trustledger.command.subscriptions.Topic;
import org.trustledger.command.webhooks.Calls;
import org.trustledger.command.webhooks.Endpoint;
import org.trustledger.command.webhooks.NotedOutcome;
import org.trustledger.command.webhooks.WebhookDesk;
import org.trustledger.command.webhooks.WebhookTextFiles;
import org.trustledger.command.workbench.Flash;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.NothingHere;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Place;
import org.trustledger.command.workbench.Text;
import org.trustledger.command.workbench.Visit;
import org.trustledger.presentation.WordFiles;

/**
 * What was told to whom, for all who may read; letters and calls are tried again by all but auditors, who change
 * nothing.
 */
@Controller
class NoticesPages {
    static final String PLACE = "notices";
    private static final Set<Role> MAY_RETRY = Set.of(Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR);
    private static final String NOTICES = "/workbench/{trustCenter}/notices";
    private static final String NOTICE = NOTICES + "/{notice}";
    private static final String LETTER = NOTICE + "/words/{sha256}/letter.html";
    private static final String FILE = NOTICE + "/words/{sha256}/words.txt";
    private static final String ALL_AGAIN = "/workbench/{trustCenter}/letters/again";
    private static final String AGAIN = "/workbench/{trustCenter}/letters/{letter}/again";
    private static final String ALL_CALLS_AGAIN = "/workbench/{trustCenter}/calls/again";
    private static final String CALL_AGAIN = "/workbench/{trustCenter}/calls/{call}/again";
    private static final int MOST_NOTICES = 50;
    // BCP 47 for what is in no language.
    private static final String NO_LANGUAGE = "zxx";
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
    // A letter brings its looks along.
    private static final String LETTER_POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
    private static final int MOST_WORDS = 20;
    private static final int MOST_DEAD = 50;
    private static final int MOST_DELIVERIES = 100;

    private final WordFiles<BoardText, BoardWords> words =
            new WordFiles<>("texts/workbench/notices", BoardText.class, BoardWords::new);
    private final Frames frames;
    private final Pages pages;
    private final NoticeBoard board;
    private final TellingLag lag;
    private final Letters letters;
    private final Subscribers subscribers;
    private final SubscriptionDesk desk;
    private final SubscriptionWordFiles topicWords;
    private final WebhookDesk webhooks;
    private final Calls calls;
    private final WebhookTextFiles outcomes;

    NoticesPages(
            Frames frames,
            Pages pages,
            NoticeBoard board,
            TellingLag lag,
            Letters letters,
            Subscribers subscribers,
            SubscriptionDesk desk,
            SubscriptionWordFiles topicWords,
            WebhookDesk webhooks,
            Calls calls,
            WebhookTextFiles outcomes) {
        this.frames = frames;
        this.pages = pages;
        this.board = board;
        this.lag = lag;
        this.letters = letters;
        this.subscribers = subscribers;
        this.desk = desk;
        this.topicWords = topicWords;
        this.webhooks = webhooks;
        this.calls = calls;
        this.outcomes = outcomes;
    }

    /**
     * @param after id of the notice after which it goes on
     * @param dead after which of what did not arrive that goes on, as {@link NoticeBoard.Passed#text} has it
     */
    @GetMapping(NOTICES)
    ResponseEntity<byte[]> board(
            Visit visit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "") String dead) {
        var words = words(visit);
        var passed = Optional.ofNullable(after)
                .flatMap(id -> board.find(visit.trustCenter(), id))
                .map(NoticeBoard.Told::notice)
                .orElse(null);
        var told = board.newest(visit.trustCenter(), passed, MOST_NOTICES + 1);
        var shown = told.subList(0, Math.min(MOST_NOTICES, told.size()));
        var count = subscribers.count(visit.trustCenter());
        var programs = webhooks.count(visit.trustCenter());
        var paused = subscribers.countPaused(visit.trustCenter());
        var stuck = passed == null ? letters.stuck(visit.trustCenter()) : List.<Letters.Stuck>of();
        var topics = topics(visit);
        return pages.show(
                "notices/board",
                new BoardPage(
                        frames.around(visit, words.say(BoardText.TITLE), PLACE),
                        words,
                        passed == null ? acts(visit, words, stuck) : List.of(),
                        "%s %s"
                                .formatted(
                                        words.say(BoardText.SUBSCRIBERS, count.confirmed(), count.asked()),
                                        programs.told() == 0
                                                ? ""
                                                : words.say(BoardText.WEBHOOKS, programs.told(), programs.paused()))
                                .strip(),
                        desk.isOpen() ? null : words.say(BoardText.CLOSED),
                        paused == 0 ? null : words.say(BoardText.PAUSED, paused),
                        shown.stream()
                                .map(each -> row(visit, words, topics, each))
                                .toList(),
                        passed == null ? null : visit.href(PLACE),
                        told.size() > MOST_NOTICES
                                ? visit.href("%s?after=%s"
                                        .formatted(
                                                PLACE, shown.getLast().notice().id()))
                                : null,
                        passed == null ? dead(visit, words, topics, dead) : BoardPage.Dead.NONE,
                        stuck.stream().map(each -> stuck(visit, words, each)).toList()));
    }

    private BoardPage.Dead dead(Visit visit, BoardWords words, Topics topics, String after) {
        var passed = NoticeBoard.Passed.read(after).orElse(null);
        var found = board.dead(visit.trustCenter(), passed, MOST_DEAD + 1);
        var shown = found.subList(0, Math.min(MOST_DEAD, found.size()));
        var called = called(visit, shown);
        var calls = board.countCallsGivenUp(visit.trustCenter());
        return new BoardPage.Dead(
                shown.stream()
                        .map(each -> delivery(visit, words, topics, called, each, null))
                        .toList(),
                passed == null ? null : visit.href(PLACE + "#dead"),
                found.size() > MOST_DEAD
                        ? visit.href("%s?dead=%s#dead"
                                .formatted(
                                        PLACE,
                                        NoticeBoard.Passed.of(shown.getLast()).text()))
                        : null,
                calls > 1 && visit.may(MAY_RETRY)
                        ? new Link(words.say(BoardText.CALLS_AGAIN, calls), visit.href("calls/again"))
                        : null);
    }

    private List<BoardPage.Act> acts(Visit visit, BoardWords words, List<Letters.Stuck> stuck) {
        var acts = new ArrayList<BoardPage.Act>();
        lag.lateSince(visit.trustCenter())
                .ifPresent(
                        since -> acts.add(new BoardPage.Act(words.say(BoardText.ACT_LATE, visit.moment(since)), null)));
        var givenUp = board.countGivenUp(visit.trustCenter());
        if (givenUp > 0) {
            acts.add(new BoardPage.Act(words.say(BoardText.ACT_GIVEN_UP, givenUp), "#dead"));
        }
        var waiting = stuck.stream().mapToInt(Letters.Stuck::waiting).sum();
        if (waiting > 0) {
            acts.add(new BoardPage.Act(
                    words.say(
                            BoardText.ACT_STUCK,
                            waiting,
                            visit.moment(stuck.stream()
                                    .filter(each -> each.waiting() > 0)
                                    .map(Letters.Stuck::since)
                                    .min(Comparator.naturalOrder())
                                    .orElseThrow())),
                    "#stuck"));
        }
        return acts;
    }

    private static BoardPage.Stuck stuck(Visit visit, BoardWords words, Letters.Stuck stuck) {
        return new BoardPage.Stuck(
                words.say(
                        switch (stuck.kind()) {
                            case "notice" -> BoardText.KIND_NOTICE;
                            case "subscription" -> BoardText.KIND_SUBSCRIPTION;
                            default -> BoardText.KIND_OTHER;
                        },
                        stuck.kind()),
                Integer.toString(stuck.waiting()),
                Integer.toString(stuck.givenUp()),
                stuck.since().toString(),
                visit.moment(stuck.since()),
                visit.may(MAY_RETRY) ? visit.href("letters/again?kind=%s".formatted(stuck.kind())) : null);
    }

    private static BoardPage.Row row(Visit visit, BoardWords words, Topics topics, NoticeBoard.Told told) {
        var notice = told.notice();
        var counts = told.counts();
        return new BoardPage.Row(
                notice.madeAt().toString(),
                visit.briefDay(notice.madeAt()),
                visit.wording().time(notice.madeAt(), visit.zone()),
                notice.subject(),
                visit.href("%s/%s".formatted(PLACE, notice.id())),
                notice.effect() == null
                        ? topics.names(notice.topics())
                        : "%s · %s".formatted(words.say(BoardText.REMINDER), topics.names(notice.topics())),
                words.say(BoardText.TOLD, notice.audience()),
                Arrays.stream(State.values())
                        .filter(state -> counts.of(state) > 0)
                        .map(state -> new BoardPage.Count(
                                "%d %s".formatted(counts.of(state), words.state(state, counts.of(state))), mood(state)))
                        .toList(),
                counts.opened() == 0 ? "" : words.say(BoardText.OPENED, counts.opened(), counts.acknowledged()));
    }

    /**
     * @param state only deliveries in it
     * @param after recipient of the last one before
     * @param words how many are passed over
     */
    @GetMapping(NOTICE)
    ResponseEntity<byte[]> notice(
            Visit visit,
            @PathVariable String notice,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(name = "words", defaultValue = "") String from) {
        var words = words(visit);
        var told = board.find(visit.trustCenter(), notice).orElseThrow(NothingHere::new);
        var chosen = Optional.ofNullable(state).flatMap(State::named).orElse(null);
        var topics = topics(visit);
        var found = board.deliveries(told.notice(), chosen, after, MOST_DELIVERIES + 1);
        var shown = found.subList(0, Math.min(MOST_DELIVERIES, found.size()));
        var called = called(visit, shown);
        var here = visit.href("%s/%s".formatted(PLACE, notice));
        var said = said(words, told.notice(), here, number(from));
        return pages.show(
                "notices/notice",
                new NoticePage(
                        frames.around(
                                visit,
                                told.notice().subject(),
                                PLACE,
                                new Link(words.say(BoardText.TITLE), visit.href(PLACE))),
                        words,
                        about(visit, words, told.notice()),
                        told.notice().effect() == null
                                ? visit.href("ledger/%d".formatted(told.notice().through()))
                                : null,
                        told.notice().audience() == 0 ? nobody(words, topics, told.notice()) : null,
                        said.words(),
                        said.first(),
                        said.more(),
                        "%s %s"
                                .formatted(
                                        told.counts().opened() == 0
                                                ? words.say(BoardText.OPENED_NONE)
                                                : words.say(
                                                                BoardText.OPENED,
                                                                told.counts().opened(),
                                                                told.counts().acknowledged())
                                                        + ".",
                                        words.say(BoardText.OPENED_MEANS)),
                        states(words, told.counts(), chosen, here),
                        shown.stream()
                                .map(each -> delivery(visit, words, topics, called, each, told.notice()))
                                .toList(),
                        found.size() > MOST_DELIVERIES
                                ? "%s?after=%s%s"
                                        .formatted(
                                                here,
                                                shown.getLast().recipient(),
                                                chosen == null ? "" : "&state=" + chosen.key())
                                : null,
                        here + "/record.json"));
    }

    /** Some of the words in which a notice was told, and of the data after them. */
    private record Said(
            List<NoticePage.Words> words,
            @Nullable Link first,
            @Nullable Link more) {}

    private Said said(BoardWords words, Notice notice, String here, int from) {
        var letters = board.words(notice, from, MOST_WORDS);
        var count = board.countWords(notice);
        var data = board.data(notice, Math.max(0, from - count), MOST_WORDS - letters.size());
        var next = from + letters.size() + data.size();
        var left = count + board.countData(notice) - next;
        return new Said(
                Stream.concat(
                                letters.stream()
                                        .map(each -> new NoticePage.Words(
                                                each.language(),
                                                each.language(),
                                                each.subject(),
                                                each.text(),
                                                words.say(BoardText.WORDS_LETTERS, each.letters()),
                                                each.sha256(),
                                                "%s/words/%s/letter.html".formatted(here, each.sha256()),
                                                "%s/words/%s/words.txt".formatted(here, each.sha256()))),
                                data.stream()
                                        .map(each -> new NoticePage.Words(
                                                words.language(),
                                                NO_LANGUAGE,
                                                words.say(BoardText.DATA),
                                                each.json(),
                                                words.say(BoardText.DATA_CALLS, each.calls()),
                                                each.sha256(),
                                                null,
                                                null)))
                        .toList(),
                from == 0 ? null : new Link(words.say(BoardText.WORDS_FIRST), here + "#words"),
                left > 0
                        ? new Link(words.say(BoardText.WORDS_MORE, left), "%s?words=%d#words".formatted(here, next))
                        : null);
    }

    /** A letter as a mail program shows it: a page by itself, that can neither run nor load nor send anything. */
    @GetMapping(LETTER)
    ResponseEntity<byte[]> letter(Visit visit, @PathVariable String notice, @PathVariable String sha256) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .header("Content-Security-Policy", LETTER_POLICY)
                .body(exactly(visit, notice, sha256).html().getBytes(StandardCharsets.UTF_8));
    }

    /** The octets whose digest is on record. */
    @GetMapping(FILE)
    ResponseEntity<byte[]> file(Visit visit, @PathVariable String notice, @PathVariable String sha256) {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.txt\"".formatted(sha256))
                .body(exactly(visit, notice, sha256).octets());
    }

    private NoticeBoard.Exact exactly(Visit visit, String notice, String sha256) {
        return board.find(visit.trustCenter(), notice)
                .flatMap(told -> board.exactly(told.notice(), sha256))
                .orElseThrow(NothingHere::new);
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }

    private static List<NoticePage.Choice> states(
            BoardWords words, NoticeBoard.Counts counts, @Nullable State chosen, String here) {
        return Stream.concat(
                        Stream.of(new NoticePage.Choice(words.say(BoardText.STATES_ANY), here, chosen == null)),
                        Arrays.stream(State.values())
                                .filter(state -> counts.of(state) > 0 || state == chosen)
                                .map(state -> new NoticePage.Choice(
                                        "%s %d".formatted(words.state(state, counts.of(state)), counts.of(state)),
                                        "%s?state=%s".formatted(here, state.key()),
                                        state == chosen)))
                .toList();
    }

    private static String nobody(BoardWords words, Topics topics, Notice notice) {
        return words.say(
                notice.effect() == null ? BoardText.TOLD_NOBODY : BoardText.REMINDED_NOBODY,
                topics.names(notice.topics()));
    }

    private static String about(Visit visit, BoardWords words, Notice notice) {
        var effect = notice.effect();
        return effect == null
                ? words.say(BoardText.NOTICE_FACTS, notice.after() + 1, notice.through(), visit.moment(notice.madeAt()))
                : words.say(BoardText.NOTICE_EFFECT, visit.moment(effect.after()), visit.moment(effect.until()));
    }

    /**
     * What else there is to say of deliveries to programs.
     *
     * @param endpoints where they are, of those that have not ended
     * @param outcomes what came of the last attempt of each call
     */
    private record Called(Map<PersonId, Endpoint> endpoints, Map<String, NotedOutcome> outcomes) {}

    private Called called(Visit visit, List<NoticeBoard.Delivery> deliveries) {
        var byCall = deliveries.stream().filter(each -> each.call() != null).toList();
        return byCall.isEmpty()
                ? new Called(Map.of(), Map.of())
                : new Called(
                        webhooks.endpoints(byCall.stream()
                                .map(each -> new PersonId(each.recipient()))
                                .collect(Collectors.toSet())),
                        calls.lastOutcomes(byCall.stream()
                                .map(NoticeBoard.Delivery::call)
                                .filter(call -> call != null)
                                .toList()));
    }

    /** @param shown the notice on whose page it stands; null elsewhere */
    private DeliveryRow delivery(
            Visit visit,
            BoardWords words,
            Topics topics,
            Called called,
            NoticeBoard.Delivery delivery,
            @Nullable Notice shown) {
        var told = new ArrayList<String>();
        var call = delivery.call();
        var recipient = delivery.recipient().substring(0, 8);
        if (shown != null) {
            var audience = audience(words, delivery);
            told.add(
                    shown.effect() == null
                            ? words.say(BoardText.TOLD_AFTER, audience, delivery.after())
                            : words.say(BoardText.TOLD_REMINDER, audience));
        }
        if (delivery.topicsSince() != null) {
            told.add(words.say(BoardText.TOPICS_SINCE, topics.names(delivery.topicsSince())));
        }
        if (call != null) {
            var endpoint = called.endpoints().get(new PersonId(delivery.recipient()));
            told.add(
                    endpoint == null
                            ? words.say(BoardText.WEBHOOK_GONE)
                            : words.say(BoardText.WEBHOOK, endpoint.host()));
            var came = called.outcomes().get(call);
            if (endpoint != null && came != null) {
                told.add(came.say(outcomes.in(words.language()), endpoint));
            }
        }
        if (delivery.status() != null) {
            told.add(words.say(BoardText.BOUNCED_STATUS, delivery.status()));
        }
        if (delivery.refusal() != null && (delivery.state() == State.GIVEN_UP || delivery.state() == State.WAITING)) {
            told.add(words.say(BoardText.REFUSED_WITH, delivery.refusal()));
        }
        if (delivery.notSentWhy() != null) {
            told.add(words.say(
                    switch (delivery.notSentWhy()) {
                        case "left" -> BoardText.WHY_LEFT;
                        case "forgotten" -> BoardText.WHY_FORGOTTEN;
                        case "gone" -> BoardText.WHY_GONE;
                        case "ended" -> BoardText.WHY_ENDED;
                        case "unasked" -> BoardText.WHY_UNASKED;
                        case "paused" -> BoardText.WHY_PAUSED;
                        default -> BoardText.WHY_UNDONE;
                    }));
        }
        if (delivery.attempts() > 1) {
            told.add(words.say(BoardText.ATTEMPTS, delivery.attempts()));
        }
        if (delivery.perhapsSent()) {
            told.add(words.say(BoardText.PERHAPS_SENT));
        } else if (delivery.perhapsTwice()) {
            told.add(words.say(BoardText.PERHAPS_TWICE));
        }
        if (delivery.openedAt() != null) {
            told.add(words.say(BoardText.OPENED_AT, visit.moment(delivery.openedAt())));
        }
        if (delivery.acknowledgedAt() != null) {
            told.add(words.say(BoardText.ACKNOWLEDGED_AT, visit.moment(delivery.acknowledgedAt())));
        }
        return new DeliveryRow(
                recipient,
                shown == null ? visit.href("%s/%s".formatted(PLACE, delivery.notice())) : null,
                topics.names(delivery.topics()),
                words.state(delivery.state()),
                mood(delivery.state()),
                delivery.at().toString(),
                visit.moment(delivery.at()),
                told,
                delivery.addressDigest(),
                delivery.state() == State.GIVEN_UP && !delivery.hasEnded() && visit.may(MAY_RETRY)
                        ? visit.href(
                                call == null
                                        ? "letters/%s/again".formatted(delivery.letter())
                                        : "calls/%s/again".formatted(call))
                        : null,
                words.say(call == null ? BoardText.TRY_AGAIN_FOR : BoardText.TRY_CALL_AGAIN_FOR, recipient));
    }

    private static String audience(BoardWords words, NoticeBoard.Delivery delivery) {
        return switch (delivery.audience()) {
            case "subscribers" -> words.say(BoardText.AUDIENCE_SUBSCRIBERS);
            case "webhooks" -> words.say(BoardText.AUDIENCE_WEBHOOKS);
            default -> words.say(BoardText.AUDIENCE_OTHER, delivery.audience());
        };
    }

    private static String mood(State state) {
        return switch (state) {
            case ACCEPTED -> "ok";
            case WAITING, NOT_SENT -> "wait";
            case BOUNCED, GIVEN_UP -> "bad";
        };
    }

    @PostMapping(AGAIN)
    ResponseEntity<byte[]> again(Visit visit, @PathVariable String letter) {
        return triedAgain(
                visit, board.tryAgain(visit.trustCenter(), letter), BoardText.TRIED_AGAIN, BoardText.NOT_GIVEN_UP);
    }

    @PostMapping(CALL_AGAIN)
    ResponseEntity<byte[]> callAgain(Visit visit, @PathVariable String call) {
        return triedAgain(
                visit,
                webhooks.tryAgain(visit.trustCenter(), call),
                BoardText.CALLED_AGAIN,
                BoardText.CALL_NOT_GIVEN_UP);
    }

    /** @param kind of letters, all of which are tried again */
    @PostMapping(ALL_AGAIN)
    ResponseEntity<byte[]> allAgain(Visit visit, @RequestParam String kind) {
        var taken = board.tryAllAgain(visit.trustCenter(), kind);
        return triedAgain(visit, taken > 0, BoardText.STUCK_TRIED_AGAIN, BoardText.STUCK_NOTHING, taken);
    }

    @PostMapping(ALL_CALLS_AGAIN)
    ResponseEntity<byte[]> allCallsAgain(Visit visit) {
        var taken = webhooks.tryAllAgain(visit.trustCenter());
        return triedAgain(visit, taken > 0, BoardText.CALLS_TRIED_AGAIN, BoardText.CALLS_NONE_GIVEN_UP, taken);
    }

    private ResponseEntity<byte[]> triedAgain(
            Visit visit, boolean taken, BoardText done, BoardText nothing, Object... values) {
        var words = words(visit);
        return pages.goOn(visit, PLACE, taken ? Flash.done(words.say(done, values)) : Flash.failed(words.say(nothing)));
    }

    /** Calls topics by their names. */
    private interface Topics {
        String names(List<String> keys);
    }

    private Topics topics(Visit visit) {
        var named = topicWords.in(visit.texts().language());
        var offer = offer(visit);
        return keys -> offer.isEmpty()
                ? String.join(", ", keys)
                : named.list(keys.stream()
                        .flatMap(key -> Topic.named(key).stream())
                        .map(topic -> named.topic(topic, offer.get()))
                        .toList());
    }

    private Optional<Offer> offer(Visit visit) {
        try {
            return Optional.of(desk.offerWithoutLetters(visit.trustCenter()));
        } catch (NobodyIsTold _) {
            return Optional.empty();
        }
    }

    private BoardWords words(Visit visit) {
        return words.in(visit.texts().language());
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door noticeBoardDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, NOTICES);
        }

        @Bean
        Door noticeDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, NOTICE);
        }

        @Bean
        Door noticeLetterDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, LETTER);
        }

        @Bean
        Door noticeWordsDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, FILE);
        }

        @Bean
        Door letterAgainDoor() {
            return Door.openTo(MAY_RETRY, HttpMethod.POST, AGAIN);
        }

        @Bean
        Door callAgainDoor() {
            return Door.openTo(MAY_RETRY, HttpMethod.POST, CALL_AGAIN);
        }

        @Bean
        Door allLettersAgainDoor() {
            return Door.openTo(MAY_RETRY, HttpMethod.POST, ALL_AGAIN);
        }

        @Bean
        Door allCallsAgainDoor() {
            return Door.openTo(MAY_RETRY, HttpMethod.POST, ALL_CALLS_AGAIN);
        }

        @Bean
        Place noticesPlace(NoticeBoard board) {
            return Place.of(320, PLACE, Text.NOTICES_TITLE, Role.PEOPLE, board::countGivenUp);
        }
    }
}
