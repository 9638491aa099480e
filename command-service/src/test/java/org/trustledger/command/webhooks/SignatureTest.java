package org.trustledger.command.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets, and what is signed with them. */
class SignatureTest {
    private static final Endpoint ENDPOINT =
            new Endpoints(new WebhookSettings(List.of())).of("https://hooks.fjordsky.example/in?token=hidden");

    /** The vectors that Standard Webhooks' own libraries are tested with. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | msg_p5jXN8AQM9LWM0D4loKWxJek | 1614265330 | {"test": 2432232314} | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                    whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD | msg_27UH4WbU6Z5A5EzD8u03UvzRbpk | 1649367553 | {"email":"test@example.com","username":"test_user"} | v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=
                    """)
    void whatIsSignedIsWhatEverybodySigns(String secret, String id, long at, String body, String signature) {
        var call = new SignedCall("nordhamn", ENDPOINT, id, body, List.of(new WebhookSecret(secret)));

        assertThat(call.signature(Instant.ofEpochSecond(at))).isEqualTo(signature);
    }

    @Test
    void aSecretBeingChangedSignsBesideTheOneBefore() {
        var before = WebhookSecret.fresh(new SecureRandom());
        var now = WebhookSecret.fresh(new SecureRandom());
        var at = Instant.parse("2026-11-22T11:00:00Z");

        var signature = new SignedCall("nordhamn", ENDPOINT, "told-1", "{}", List.of(now, before)).signature(at);

        assertThat(signature.split(" "))
                .containsExactly(now.sign("told-1", at, "{}"), before.sign("told-1", at, "{}"))
                .allMatch(each -> each.startsWith("v1,"));
    }

    @Test
    void aFreshSecretIsOfThirtyTwoBytesAndOfNobodyElse() {
        var random = new SecureRandom();
        var secret = WebhookSecret.fresh(random);

        assertThat(secret.text()).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.text().substring("whsec_".length())))
                .hasSize(32);
        assertThat(secret).isNotEqualTo(WebhookSecret.fresh(random)).isEqualTo(new WebhookSecret(secret.text()));
    }

    @Test
    void neitherSecretNorAddressIsSaidByWhatIsLogged() {
        var secret = WebhookSecret.fresh(new SecureRandom());
        var call = new SignedCall("nordhamn", ENDPOINT, "told-1", "{\"says\":\"hidden\"}", List.of(secret));

        assertThat(List.of(secret, ENDPOINT, call, List.of(secret)).toString())
                .contains("hooks.fjordsky.example", "told-1")
                .doesNotContain("whsec_", secret.text().substring("whsec_".length()), "hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa==",
                "whsec_hidden!",
                "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void whatIsNoSecretIsRefusedWithoutBeingRepeated(String text) {
        assertThatThrownBy(() -> new WebhookSecret(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessage("Not the secret of a webhook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "told.1", "told 1", "nordhamn/4", "told-ett-å"})
    void anIdThatCouldBeReadInTwoWaysIsNotSigned(String id) {
        var secrets = List.of(WebhookSecret.fresh(new SecureRandom()));

        assertThatThrownBy(() -> new SignedCall("nordhamn", ENDPOINT, id, "{}", secrets))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCallIsBoundedAndSignedByOneOrTwo() {
        var secret = WebhookSecret.fresh(new SecureRandom());
        var largest = "x".repeat(SignedCall.MOST_BYTES);

        assertThat(new SignedCall("nordhamn", ENDPOINT, "told-1", largest, List.of(secret)).event())
                .isEqualTo(largest);
        assertThatThrownBy(() -> new SignedCall("nordhamn", ENDPOINT, "told-1", largest + "x", List.of(secret)))
                .hasMessage("Call told-1 says more than 65536 bytes");
        assertThatThrownBy(() -> new SignedCall("nordhamn", ENDPOINT, "told-1", "{}", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SignedCall("nordhamn", ENDPOINT, "told-1", "{}", Collections.nCopies(6, secret)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
