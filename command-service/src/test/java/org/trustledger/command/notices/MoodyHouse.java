package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Letters;
import org.trustledger.events.ContentFact;
import org.trustledger.events.Profile;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.Statement;
import org.trustledger.events.SubprocessorPublished;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** An office whose mail server has its moods, and a trust center of which some are told; time passes as a test says. */
final class MoodyHouse implements AutoCloseable {
    private static final String SITE = "https://trust.fjordsky.example";
    private static final String WISH = "topic=subprocessors&language=en&cadence=immediate";

    private final MovableClock clock = new MovableClock("2027-03-01T10:00:00Z");
    private final Letterbox letterbox = new Letterbox(clock);
    private final RunningOffice office;
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    /**
     * @param parts puts some of the office's parts in place of its own
     * @param keys where its store of keys is, as the office is told
     */
    MoodyHouse(Consumer<GenericApplicationContext> parts, String... keys) {
        office = RunningOffice.at(
                clock,
                parts,
                Stream.of(keys, letterbox.settings(), new String[] {
                            "trust-ledger.subscriptions.site=" + SITE, "trust-ledger.notices.gather=10m"
                        })
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
    }

    RunningOffice office() {
        return office;
    }

    Letterbox letterbox() {
        return letterbox;
    }

    NoticeBoard board() {
        return office.bean(NoticeBoard.class);
    }

    /** What has become of the newest notice. */
    List<NoticeBoard.Delivery> deliveries() {
        var notice = board().newest(trustCenter, null, 1).getFirst().notice();
        return board().deliveries(notice, null, "", 100);
    }

    /** Goes on with a trust center of which nobody was told yet. */
    TrustCenterId begin() {
        trustCenter = RunningOffice.newTrustCenter();
        clock.move(Duration.ofDays(1));
        record(new ProfilePublished(statement(Profile.ITEM), Notices.PROFILE));
        pass(Duration.ofMinutes(11));
        return trustCenter;
    }

    /** Something changes of which all are told. */
    void change() {
        record(new SubprocessorPublished(statement("postbud"), Story.subprocessor("Postbud AB", "Post", "SE")));
    }

    private void record(ContentFact fact) {
        office.bean(Ledger.class).record(trustCenter, "provider", "turn", _ -> List.of(fact));
    }

    private Statement statement(String item) {
        return new Statement(item, 1, clock.instant(), null, Story.text("So it is", "Så är det"), null);
    }

    /** Lets time pass, and every letter be tried that is due by then. */
    void pass(Duration time) {
        clock.move(time);
        office.bean(WhenFactsAreRecordedTellWhoeverAsked.class).react();
        // A store of keys that is away is waited for, for half a minute each time.
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    wake();
                    return waiting("next_try <= '%s'".formatted(clock.instant().atOffset(ZoneOffset.UTC))) == 0;
                });
    }

    /**
     * A clock that a test moves wakes nobody, nor is there a minute to wait until those rest no more who were in vain.
     */
    private void wake() {
        office.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> office.bean(Letters.class).wakeWhenDurable());
    }

    /** Lets hours pass until no letter waits, or a day has. */
    void comeToRest() {
        for (var hour = 0; hour < 24 && waiting("true") > 0; hour++) {
            pass(Duration.ofHours(1));
        }
    }

    private int waiting(String which) {
        return Objects.requireNonNull(office.jdbc()
                .queryForObject("""
                select (select count(*) from letter where trust_center = ? and given_up_at is null and %s)
                  + (select count(*) from delivery where trust_center = ? and letter is null and not_sent_at is null)""".formatted(which), Integer.class, trustCenter.value(), trustCenter.value()));
    }

    /** @return the secret of their link */
    String subscribe(int number) {
        var address = address(number);
        post("/subscribe", "address=%s&%s".formatted(URLEncoder.encode(address, StandardCharsets.UTF_8), WISH));
        var link = "%s/reception/%s/subscriptions/".formatted(SITE, trustCenter);
        var secret = await().until(() -> letterbox.to(address), came -> !came.isEmpty())
                .getFirst()
                .secret(link);
        assertThat(post("/subscriptions/" + secret, "do=confirm&" + WISH).statusCode())
                .isEqualTo(303);
        return secret;
    }

    String address(int number) {
        return "reader-%d-%s@kund.example".formatted(number, trustCenter);
    }

    void leave(String secret) {
        assertThat(post("/subscriptions/" + secret, "do=leave").statusCode()).isEqualTo(303);
    }

    private HttpResponse<String> post(String path, String form) {
        return office.exchange(office.form(office.reception("/reception/%s%s".formatted(trustCenter, path)), form));
    }

    @Override
    public void close() {
        office.close();
        letterbox.close();
    }
}
