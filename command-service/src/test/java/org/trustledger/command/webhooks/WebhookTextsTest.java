package org.trustledger.command.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTextsTest {
    private static final Endpoint ENDPOINT =
            new Endpoints(new WebhookSettings(List.of())).of("https://hooks.fjordsky.example:8443/in?token=hidden");

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void everythingIsSaidByTheHostAndNothingMore(String language) {
        var words = new WebhookTextFiles().in(language);
        var outcomes = Stream.concat(
                Stream.of(
                        new Outcome.Accepted(1204),
                        new Outcome.Gone(),
                        new Outcome.Refused(307, null),
                        new Outcome.Refused(503, Duration.ofMinutes(1))),
                Stream.of(Outcome.Why.values()).map(Outcome.Unreachable::new));
        var ownerships = Stream.of(
                new Ownership.Shown(),
                new Ownership.AnsweredOtherwise(),
                new Ownership.NotTaken(new Outcome.Refused(404, null)));

        assertThat(Stream.concat(
                        outcomes.map(each -> words.of(each, ENDPOINT)),
                        ownerships.map(each -> words.of(each, ENDPOINT))))
                .doesNotHaveDuplicates()
                .allSatisfy(said -> assertThat(said)
                        .contains("hooks.fjordsky.example:8443")
                        .doesNotContain("hidden", "token", "/in", "{", "'")
                        .endsWith("."))
                .anySatisfy(said -> assertThat(said).contains("1204"));
        assertThat(Stream.of(EndpointUnusable.Why.values()).map(words::of))
                .doesNotHaveDuplicates()
                .allSatisfy(said -> assertThat(said).endsWith(".").doesNotContain("{"));
    }
}
