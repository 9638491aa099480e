package org.trustledger.command.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.trustledger.events.AgreementRevisionPublished;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.UnreadableFact;

class EventNamesTest {
    private static final String VERSION_1 = """
            {"statement":{"item":"dpa","revision":1,"validFrom":"2026-01-01T00:00:00Z","validTo":null,
             "reason":{"en":"First"},"corrects":null},
             "content":{"order":1000,"title":{"en":"DPA"},"trigger":"commercial","clauses":[]}}""";

    private final EventNames names = new EventNames(List.of());

    @Test
    void anEventThatWasStoredInAnOlderVersionReadsAsTheNewest() {
        Object read = names.deserialize(stored("1"));

        assertThat(read).isInstanceOfSatisfying(AgreementRevisionPublished.class, published -> {
            assertThat(published.content().title()).isEqualTo(LocalizedText.of("en", "DPA"));
            assertThat(published.content().legalSource()).isNull();
            assertThat(published.content().reasons()).isEmpty();
        });
        assertThat(names.typeForClass(AgreementRevisionPublished.class).getRevision())
                .as("what is written from now on")
                .isEqualTo("2");
    }

    @Test
    void anEventOfANewerVersionIsRefusedByName() {
        assertThatThrownBy(() -> names.deserialize(stored("3")))
                .isInstanceOf(UnreadableFact.class)
                .hasMessageContaining("'agreements.revision-published' has no version 3");
    }

    private static SimpleSerializedObject<byte[]> stored(String revision) {
        return new SimpleSerializedObject<>(
                VERSION_1.getBytes(UTF_8), byte[].class, "agreements.revision-published", revision);
    }
}
