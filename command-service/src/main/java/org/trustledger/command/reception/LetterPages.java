package org.trustledger.command.reception;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.trustledger.command.notices.ReaderLetters;
import org.trustledger.command.staff.Door;
import org.trustledger.command.subscriptions.Known;
import org.trustledger.command.subscriptions.NoSuchLink;
import org.trustledger.command.subscriptions.Subscriber;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.Wording;

/**
 * A letter that somebody was told by, to be looked at again, acknowledged and proved to others.
 *
 * <p>What counts as opened is a button that was pressed: programs that look after mail follow links, and press none. So
 * looking at the page notes nothing, with any program; asking for the words does, or saying that one has read them.
 */
@Controller
class LetterPages {
    private static final String LETTER = "/reception/{trustCenter}/subscriptions/{secret}/letters/{letter}";
    private static final String WORDS = LETTER + "/words.txt";
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final SubscriptionDesk desk;
    private final ReaderLetters letters;
    private final ReceptionPages pages;

    LetterPages(SubscriptionDesk desk, ReaderLetters letters, ReceptionPages pages) {
        this.desk = desk;
        this.letters = letters;
        this.pages = pages;
    }

    /** @param done what came of the last form: {@code acknowledged} */
    @GetMapping(LETTER)
    ResponseEntity<byte[]> letter(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String secret,
            @PathVariable String letter,
            @RequestParam(required = false) @Nullable String done,
            HttpServletRequest request) {
        var offer = desk.offerToReaders(trustCenter);
        var reader = desk.find(trustCenter, secret);
        var known = desk.known(reader).orElseThrow(NoSuchLink::new);
        var kept = find(reader, letter);
        var words = pages.words(reader, offer.profile(), request);
        var zone = offer.profile().timeZone();
        var wording = Wording.of(words.language());
        var frame = pages.around(
                trustCenter,
                offer.profile(),
                words,
                words.say(ReceptionText.LETTER_TITLE, wording.day(kept.writtenAt(), zone)),
                request);
        return pages.show(
                HttpStatus.OK,
                frame,
                "letter",
                new LetterPage(
                        frame,
                        "/reception/%s/subscriptions/%s?lang=%s#letters"
                                .formatted(trustCenter, secret, words.language()),
                        "acknowledged".equals(done) && kept.acknowledgedAt() != null
                                ? words.say(ReceptionText.LETTER_NOTED)
                                : null,
                        shown(
                                kept,
                                "/reception/%s/subscriptions/%s/letters/%s/words.txt"
                                        .formatted(trustCenter, secret, letter)),
                        kept.words() == null ? words.say(ReceptionText.LETTER_WITHHELD) : null,
                        kept.textSha256(),
                        kept.acknowledgedAt() == null
                                ? null
                                : words.say(
                                        ReceptionText.LETTER_ACKNOWLEDGED, wording.moment(kept.acknowledgedAt(), zone)),
                        facts(words, wording, zone, kept),
                        letter,
                        known.salt(),
                        kept.addressDigest(),
                        command(known, letter)));
    }

    private static LetterPage.@Nullable Shown shown(ReaderLetters.Kept kept, String file) {
        var said = kept.words();
        return said == null || kept.openedAt() == null
                ? null
                : new LetterPage.Shown(kept.language(), said.subject(), said.text(), file);
    }

    private static List<LetterPage.Known> facts(
            ReceptionWords words, Wording wording, ZoneId zone, ReaderLetters.Kept kept) {
        var facts = new ArrayList<LetterPage.Known>();
        facts.add(fact(words, ReceptionText.LETTER_WRITTEN, wording.moment(kept.writtenAt(), zone)));
        facts.add(fact(
                words,
                ReceptionText.LETTER_ACCEPTED,
                momentOr(words, wording, zone, kept.acceptedAt(), ReceptionText.LETTER_ACCEPTED_UNKNOWN)));
        if (kept.bouncedAt() != null) {
            facts.add(fact(words, ReceptionText.LETTER_BOUNCED, wording.moment(kept.bouncedAt(), zone)));
        }
        facts.add(fact(
                words,
                ReceptionText.LETTER_OPENED,
                momentOr(words, wording, zone, kept.openedAt(), ReceptionText.LETTER_OPENED_NOT)));
        return facts;
    }

    private static LetterPage.Known fact(ReceptionWords words, ReceptionText name, String value) {
        return new LetterPage.Known(words.say(name), value);
    }

    private static String momentOr(
            ReceptionWords words, Wording wording, ZoneId zone, @Nullable Instant at, ReceptionText otherwise) {
        return at == null ? words.say(otherwise) : wording.moment(at, zone);
    }

    /** To be run by somebody else, who is told the address: it is not for a page to write it into a command. */
    private static String command(Known known, String letter) {
        return "printf '%%s\\n%%s\\n%%s' %s %s ADDRESS | sha256sum".formatted(known.salt(), letter);
    }

    @PostMapping(path = LETTER, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<byte[]> act(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String secret,
            @PathVariable String letter,
            @RequestParam("do") String what,
            HttpServletRequest request) {
        var reader = desk.find(trustCenter, secret);
        var kept = find(reader, letter);
        var words = pages.words(reader, desk.offerToReaders(trustCenter).profile(), request);
        var here = "/reception/%s/subscriptions/%s/letters/%s?lang=%s"
                .formatted(trustCenter, secret, letter, words.language());
        return switch (what) {
            case "show" -> {
                if (kept.words() != null) {
                    letters.open(reader.id(), letter);
                }
                yield ReceptionPages.goOn(here + "#words");
            }
            case "acknowledge" -> {
                letters.acknowledge(reader.id(), letter);
                yield ReceptionPages.goOn(here + "&done=acknowledged");
            }
            default -> throw new NotOfTheForm(what);
        };
    }

    /** The octets whose digest is on record: nothing of them is anybody's own. */
    @GetMapping(WORDS)
    ResponseEntity<byte[]> words(
            @PathVariable TrustCenterId trustCenter, @PathVariable String secret, @PathVariable String letter) {
        var kept = find(desk.find(trustCenter, secret), letter);
        var said = kept.words();
        if (said == null || kept.openedAt() == null) {
            throw new WordsNotShown();
        }
        return ResponseEntity.ok()
                .contentType(TEXT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body(said.octets(kept.language()));
    }

    private ReaderLetters.Kept find(Subscriber reader, String letter) {
        return letters.find(reader.trustCenter(), reader.id(), letter).orElseThrow(NoSuchLink::new);
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door letterPageDoor() {
            return Door.openToEverybody(HttpMethod.GET, LETTER);
        }

        @Bean
        Door letterFormDoor() {
            return Door.openToEverybody(HttpMethod.POST, LETTER);
        }

        @Bean
        Door letterWordsDoor() {
            return Door.openToEverybody(HttpMethod.GET, WORDS);
        }
    }
}
