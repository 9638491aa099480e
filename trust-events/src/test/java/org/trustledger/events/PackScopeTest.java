package org.trustledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackScopeTest {
    private static final Instant MARCH = Instant.parse("2026-03-11T23:00:00Z");

    private final FactCodec codec = new FactCodec();

    /** Packs are registered under these texts for ever. */
    static Stream<Arguments> everyScope() {
        return Stream.of(
                Arguments.of("all", new PackScope.Everything()),
                Arguments.of("tag:nis2", new PackScope.Tagged("nis2")),
                Arguments.of("agreement:dpa", new PackScope.OneAgreement("dpa")),
                Arguments.of("subprocessors", new PackScope.Subprocessors()),
                Arguments.of("differences:2026-03-11T23:00:00Z", new PackScope.Differences(MARCH)));
    }

    @ParameterizedTest
    @MethodSource("everyScope")
    void isWrittenAsItIsRead(String text, PackScope scope) {
        assertThat(PackScope.read(text)).isEqualTo(scope);
        assertThat(scope.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("everyScope")
    void aFactTellsItByItsText(String text, PackScope scope) {
        var issued = new PackIssued(
                "0".repeat(32),
                new PackIdentity(scope, "en", MARCH, MARCH, 7, 0, "3"),
                "a".repeat(64),
                "b".repeat(64),
                3,
                4_000,
                new Seal("PAdES-B-B", "CN=Demonstration", "c".repeat(64), true));

        var data = codec.writeData(issued);

        assertThat(new String(data, StandardCharsets.UTF_8)).contains("\"scope\":\"%s\"".formatted(text));
        assertThat(codec.readData(FactType.PACK_ISSUED, 2, data)).isEqualTo(issued);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ALL",
                "everything",
                "differences",
                "tag",
                "tag:",
                "tag:NIS2",
                "tag:a/b",
                "agreement:",
                "differences:",
                "differences:2026-03-01",
                "differences:1899-12-31T23:59:59Z",
                "differences:2200-01-01T00:00:00Z",
                "differences:-1000000000-01-01T00:00:00Z",
                "differences:2026-03-01T00:00:00.000Z",
                "differences:2026-03-01T01:00:00+01:00",
                "differences:2026-03-01T00:00:00.123456789Z",
                " all"
            })
    void refusesAnyOtherAndNamesThoseThereAre(String text) {
        assertThatThrownBy(() -> PackScope.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'%s'".formatted(text))
                .hasMessageContaining("all, tag:<id>, agreement:<id>, subprocessors or differences:<instant>");
    }

    @Test
    void aFactOfAScopeFromTheFutureIsRefusedAndNotTakenForAnother() {
        var data = """
                {"pack":"x","identity":{"scope":"weather","language":"en","validAt":"2026-03-11T23:00:00Z",
                 "recordedAt":"2026-03-11T23:00:00Z","contentPosition":7,"rendererVersion":"3"},"unsignedSha256":"a",
                 "sealedSha256":"b","pages":3,"bytes":4,"seal":{"level":"x","signer":"y","certificateSha256":"z",
                 "demonstration":true}}""".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> codec.readData(FactType.PACK_ISSUED, 1, data))
                .isInstanceOf(UnreadableFact.class)
                .hasMessageContaining("weather");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NIS2", "a:b"})
    void namesOnlyWhatCanBeAnItem(String id) {
        assertThatThrownBy(() -> new PackScope.Tagged(id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PackScope.OneAgreement(id)).isInstanceOf(IllegalArgumentException.class);
    }
}
