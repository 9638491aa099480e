package org.trustledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.day;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What became of an announcement, as the office says it of the same facts. Recorded on 1 April, after what was known.
 */
class PlansTest {
    private static final String RECORDED = "2026-04-01";
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MM", Locale.ROOT).withZone(ZoneId.of("Europe/Stockholm"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    announced anew              | 06 hourly                    | 06 daily                     |
                    more is announced           | 06 hourly                    | 08 daily                     |
                    words until then            | 01 nightly, 06 hourly        | 04-06 daily                  |
                    not coming                  | 06 hourly                    | 06 -                         | 06
                    not coming, as of now       | 06 hourly                    | 04 -                         | 06
                    goes on as it is            | 01 nightly, 06 hourly        | 06 nightly                   | 06
                    does not end                | 01 nightly, 06 -             | 06 nightly                   | 06 end
                    an interval does not come   | 06-08 hourly                 | 06-08 -                      | 06
                    postponed                   | 06 hourly                    | 06-08 -, 08 hourly           | 06>08, 06>08
                    only its beginning          | 06 hourly                    | 06-08 -                      | 06>08
                    postponed and other words   | 01 nightly, 06 hourly        | 06 nightly, 08 daily         | 06>08, 06>08
                    the end is postponed        | 01 nightly, 06 -             | 06 nightly, 08 -             | 06>08 end, 06>08 end
                    brought forward             | 06 hourly                    | 05 hourly                    | 06>05
                    applies at once             | 06 hourly                    | 04 hourly                    | 06>04
                    ends at once                | 01 nightly, 06 -             | 04 -                         | 06>04 end
                    removed, and with it a plan | 01 nightly, 06 hourly        | 04 -                         | 06 besides
                    an end instead of a plan    | 01 nightly, 06 hourly        | 06 -                         | 06 besides
                    an end before a plan        | 01 nightly, 06 hourly        | 05 -                         | 06 besides
                    new words for good          | 01 nightly, 06 hourly        | 04 daily                     | 06 besides
                    first said                  |                              | 06 hourly                    |
                    came and ends               | 03 hourly                    | 06 -                         |
                    """)
    void whatBecameOfAnAnnouncement(String name, @Nullable String before, String recorded, @Nullable String expected) {
        var said = new ArrayList<Plans.Said>();
        add(said, before == null ? "" : before, "2026-02-0");
        var first = said.size() + 1;
        add(said, recorded, null);

        var plans = Plans.changed(said, day(RECORDED));

        assertThat(told(plans, first, said.size())).as(name).isEqualTo(expected == null ? "" : expected);
    }

    /** @param date on which each is recorded, without its last digit; null if they are recorded together at last */
    private static void add(List<Plans.Said> said, String sentences, @Nullable String date) {
        for (var sentence : sentences.split(", ", -1)) {
            if (!sentence.isEmpty()) {
                var words = sentence.split(" ", -1);
                var days = words[0].split("-", -1);
                said.add(new Plans.Said(
                        said.size() + 1L,
                        day(date == null ? RECORDED : date + (said.size() + 1)),
                        day("2026-%s-01".formatted(days[0])),
                        days.length == 1 ? null : day("2026-%s-01".formatted(days[1])),
                        words[1].equals("-") ? null : words[1]));
            }
        }
    }

    private static String told(Map<Long, ChangedPlan> plans, long first, long last) {
        return plans.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .peek(told -> assertThat(told.getKey()).isBetween(first, last))
                .map(told -> line(told.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String line(ChangedPlan plan) {
        return MONTH.format(plan.formerly())
                + (plan.from() == null ? "" : ">" + MONTH.format(plan.from()))
                + (plan.ends() ? " end" : "")
                + (plan.besides() ? " besides" : "");
    }
}
