package org.trustledger.pdf.packs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trustledger.events.Answer;
import org.trustledger.pdf.Samples;
import org.trustledger.pdf.views.Stated;
import org.trustledger.pdf.views.View;

class RoomTest {
    private static final long MEGABYTE = 1L << 20;
    private static final Room SMALL = new Room(310 * MEGABYTE);

    @Test
    void takesWhatATrustCenterUsuallyHasAndFiveHundredPages() {
        assertThatCode(() -> SMALL.mustHold(Samples.hafen(), List.of(), Samples.json("hafen").length))
                .doesNotThrowAnyException();
        assertThatCode(() -> SMALL.mustHold(withAnswers(1_300), List.of(), 1_650_000))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesWhatItWouldDieOfWithASentenceThatSaysWhatToDo() {
        assertThatThrownBy(() -> SMALL.mustHold(withAnswers(5_000), List.of(), 3_000_000))
                .isInstanceOf(Unmakeable.class)
                .hasMessageContainingAll("items", "this press has 310", "give it more (-Xmx)");
    }

    private static View withAnswers(int count) {
        var view = Samples.hafen();
        Stated<Answer> one = view.answers().getFirst();
        return new View(
                view.trustCenter(),
                view.validAt(),
                view.recordedAt(),
                view.contentPosition(),
                view.accessPosition(),
                view.profile(),
                view.pillars(),
                view.categories(),
                view.tags(),
                Collections.nCopies(count, one),
                view.agreements(),
                view.subprocessors(),
                view.dataCenters(),
                view.coming(),
                view.ending());
    }
}
