package org.trustledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a service promises besides that has a database and the task {@code check}. */
public abstract class DatabaseSettingsContract extends SettingsContract {
    private static final List<String> DATABASE = List.of(
            "spring.datasource.url=jdbc:postgresql://localhost:1/nowhere",
            "spring.datasource.username=runtime",
            "spring.datasource.password=hidden-value",
            "spring.flyway.user=owner",
            "spring.flyway.password=hidden-value");

    /** @param usable as in {@link SettingsContract}, without those of the database */
    protected DatabaseSettingsContract(Class<?> application, List<String> keys, List<String> usable) {
        super(
                application,
                keys,
                Stream.concat(DATABASE.stream(), usable.stream()).toList());
    }

    @Test
    void aDatabaseThatIsAwayIsASentenceAfterAFewTries() {
        var start = startInVain("spring.flyway.connect-retries=1", "spring.flyway.connect-retries-interval=1s");

        assertThat(start.errors().strip())
                .isEqualTo(
                        "The database at jdbc:postgresql://localhost:1/nowhere does not answer (Connection refused): let it answer, or correct spring.datasource.url, and start again.");
        assertThat(start.output())
                .contains(start.errors().strip())
                .doesNotContain("\tat ", "APPLICATION FAILED", "hidden-value");
        assertThat(start.exitCode()).isEqualTo(1);
    }

    @Test
    void aTaskSaysOnceWhatIsInItsWay() {
        var start = startInVain("check", "trust-ledger.nonsense=1");

        assertThat(start.errors().strip())
                .hasLineCount(1)
                .startsWith("There is no setting trust-ledger.nonsense: did you mean");
        assertThat(start.exitCode()).isEqualTo(2);
    }
}
