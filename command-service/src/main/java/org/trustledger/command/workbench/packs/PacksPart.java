package org.trustledger.command.workbench.packs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.packs.AskedPack;
import org.trustledger.command.packs.AskedPacks;
import org.trustledger.command.packs.PackStatus.State;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Statements;
import org.trustledger.command.workbench.Visit;
import org.trustledger.events.PackScope;
import org.trustledger.presentation.Wording;

/** Makes the list of packs and the form below it. */
@Component
class PacksPart {
    static final String STATE = "state";
    static final String AFTER = "after";
    private static final int A_PAGE = 25;
    private static final Pattern PLACE = Pattern.compile("(?<micros>[0-9]{1,17})-(?<pack>[0-9a-f]{32})");

    private final AskedPacks packs;
    private final Statements statements;

    PacksPart(AskedPacks packs, Statements statements) {
        this.packs = packs;
        this.statements = statements;
    }

    /** What packs can hold, by the names that the reader knows. */
    Scopes scopes(Visit visit, PackWords words) {
        return Scopes.of(visit, words, statements);
    }

    /** What the form can ask for; their names are the parameters'. */
    enum Input {
        VALID_AT("validAt"),
        RECORDED_AT("recordedAt"),
        SCOPE("scope"),
        LANGUAGE("language");

        private final String parameter;

        Input(String parameter) {
            this.parameter = parameter;
        }

        String parameter() {
            return parameter;
        }
    }

    /**
     * What was given in the form, and what is wrong with it.
     *
     * @param problems in words
     */
    record Given(Map<Input, String> values, Map<Input, String> problems) {
        static final Given NOTHING = new Given(Map.of(), Map.of());

        static Given of(Visit visit) {
            var values = new EnumMap<Input, String>(Input.class);
            for (var input : Input.values()) {
                var value = visit.request().getParameter(input.parameter());
                if (value != null && !value.isBlank()) {
                    values.put(input, value.strip());
                }
            }
            return new Given(values, Map.of());
        }

        @Nullable String value(Input input) {
            return values.get(input);
        }

        Given with(Input input, String problem) {
            return new Given(values, Map.of(input, problem));
        }
    }

    /** @param mayAsk whether the person may ask for packs */
    PacksPage show(Frame frame, Visit visit, PackWords words, boolean mayAsk, Given given) {
        var state = state(visit.request().getParameter(STATE));
        var scopes = scopes(visit, words);
        var found = packs.page(visit.trustCenter(), state, place(visit.request().getParameter(AFTER)), A_PAGE + 1);
        var shown = found.subList(0, Math.min(A_PAGE, found.size()));
        var isFirst = visit.request().getParameter(AFTER) == null;
        return new PacksPage(
                frame,
                words,
                states(visit, words, state),
                shown.stream()
                        .map(pack -> row(visit, words, scopes, pack, mayAsk))
                        .toList(),
                shown.isEmpty()
                        ? words.say(state == null && isFirst ? PackText.PACKS_NONE : PackText.PACKS_NONE_IN_STATE)
                        : null,
                isFirst ? null : list(visit, state, null),
                found.size() > A_PAGE ? list(visit, state, shown.getLast()) : null,
                mayAsk ? form(visit, scopes, given) : null);
    }

    private static @Nullable State state(@Nullable String text) {
        for (var state : State.values()) {
            if (key(state).equals(text)) {
                return state;
            }
        }
        return null;
    }

    private static String key(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static AskedPacks.Place place(@Nullable String text) {
        var place = PLACE.matcher(text == null ? "" : text);
        return place.matches()
                ? new AskedPacks.Place(
                        Instant.EPOCH.plus(Long.parseLong(place.group("micros")), ChronoUnit.MICROS),
                        place.group("pack"))
                : AskedPacks.Place.TOP;
    }

    private static String list(Visit visit, @Nullable State state, @Nullable AskedPack after) {
        var query = Stream.of(
                        state == null ? "" : "%s=%s".formatted(STATE, key(state)),
                        after == null
                                ? ""
                                : "%s=%d-%s"
                                        .formatted(
                                                AFTER,
                                                ChronoUnit.MICROS.between(Instant.EPOCH, after.lastAsked()),
                                                after.pack()))
                .filter(part -> !part.isEmpty())
                .toList();
        return visit.href(PacksPages.PLACE) + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static List<PacksPage.Choice> states(Visit visit, PackWords words, @Nullable State chosen) {
        var choices = new ArrayList<PacksPage.Choice>();
        choices.add(new PacksPage.Choice(words.say(PackText.STATES_ANY), list(visit, null, null), chosen == null));
        for (var state : State.values()) {
            choices.add(new PacksPage.Choice(words.states(state), list(visit, state, null), state == chosen));
        }
        return choices;
    }

    private static PacksPage.Row row(Visit visit, PackWords words, Scopes scopes, AskedPack pack, boolean mayAsk) {
        var identity = pack.identity();
        var issued = pack.issued();
        var date = visit.briefDay(identity.validAt());
        var language = visit.wording().languageName(identity.language());
        var scope = scopes.name(identity.scope());
        return new PacksPage.Row(
                pack.pack(),
                visit.briefDay(pack.lastAsked()),
                visit.wording().time(pack.lastAsked(), visit.zone()),
                pack.lastAsked().toString(),
                date,
                words.say(PackText.PACK_AS_KNOWN, visit.briefDay(identity.recordedAt())),
                words.say(PackText.PACK_CONTENT, Long.toString(identity.contentPosition())),
                visit.href("ledger/%d".formatted(identity.contentPosition())),
                scope,
                language,
                identity.language(),
                words.state(pack.state()),
                switch (pack.state()) {
                    case REQUESTED -> "wait";
                    case ISSUED -> "ok";
                    case FAILED -> pack.overtaken() ? "wait" : "bad";
                },
                told(visit, words, pack),
                pack.problem(),
                issued == null
                        ? null
                        : words.say(
                                PackText.PACK_SIZE,
                                issued.pages(),
                                visit.wording().size(issued.bytes())),
                issued == null ? null : issued.sealedSha256(),
                issued == null ? null : words.say(PackText.PACK_PLACE, Long.toString(pack.position())),
                issued == null ? null : visit.href("ledger/%d".formatted(pack.position())),
                mayAsk && pack.state() == State.FAILED
                        ? new PacksPage.Again(
                                visit.href("packs/%s/again".formatted(pack.pack())),
                                words.say(PackText.PACK_ASK_AGAIN_FOR, date, language, scope))
                        : null);
    }

    private static List<String> told(Visit visit, PackWords words, AskedPack pack) {
        var told = new ArrayList<String>();
        switch (pack.state()) {
            case REQUESTED -> {
                told.add(words.say(PackText.PACK_REQUESTED, visit.moment(pack.since())));
                if (pack.asked() > 1) {
                    told.add(words.say(PackText.PACK_ASKED_AGAIN, pack.asked(), visit.moment(pack.lastAsked())));
                }
            }
            case FAILED -> {
                told.add(words.say(PackText.PACK_FAILED));
                if (pack.overtaken()) {
                    told.add(words.say(PackText.PACK_OVERTAKEN));
                }
            }
            case ISSUED -> {
                // Its figures say it.
            }
        }
        return told;
    }

    private PacksPage.@Nullable Form form(Visit visit, Scopes scopes, Given given) {
        var languages = packs.languages(visit.trustCenter());
        if (languages.isEmpty()) {
            return null;
        }
        var today = visit.date(visit.now()).toString();
        var chosen = given.value(Input.LANGUAGE);
        var language = chosen == null ? languages.getFirst() : chosen;
        return new PacksPage.Form(
                visit.href(PacksPages.PLACE),
                field(given, Input.VALID_AT, given.problems().isEmpty() ? today : ""),
                field(given, Input.RECORDED_AT, ""),
                field(given, Input.SCOPE, new PackScope.Everything().text()),
                scopes.all().stream()
                        .map(scope -> new PacksPage.Scope(
                                scope.text(), scopes.name(scope), scope.text().equals(given.value(Input.SCOPE))))
                        .toList(),
                field(given, Input.LANGUAGE, language),
                languages.stream()
                        .map(tag ->
                                new PacksPage.Language(tag, Wording.of(tag).languageName(tag), tag.equals(language)))
                        .toList(),
                today);
    }

    private static PacksPage.Field field(Given given, Input input, String otherwise) {
        var value = given.value(input);
        return new PacksPage.Field(
                value == null ? otherwise : value, given.problems().get(input));
    }
}
