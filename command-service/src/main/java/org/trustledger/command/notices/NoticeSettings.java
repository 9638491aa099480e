package org.trustledger.command.notices;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When subscribers are told.
 *
 * @param gather how long after the first change others are waited for, to be told with it
 * @param remindBefore how long before it takes effect whoever wants to be is reminded of an announced change
 * @param digestAt the time of the day, in the trust center's zone, at which reminders and daily letters are written
 */
@ConfigurationProperties("trust-ledger.notices")
record NoticeSettings(
        @DefaultValue("10m") Duration gather,
        @DefaultValue("7d") Duration remindBefore,
        @DefaultValue("08:00") LocalTime digestAt) {
    NoticeSettings {
        if (gather.isNegative()) {
            throw new IllegalArgumentException(
                    "trust-ledger.notices.gather is %s: set it to zero or longer, such as 10m".formatted(gather));
        }
        if (remindBefore.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException(
                    "trust-ledger.notices.remind-before is %s: set it to a day or longer, such as 7d"
                            .formatted(remindBefore));
        }
    }
}
