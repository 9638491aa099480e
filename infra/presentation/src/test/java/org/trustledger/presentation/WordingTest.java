package org.trustledger.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WordingTest {
    private final Wording english = Wording.of("en");
    private final Wording swedish = Wording.of("sv");

    @Test
    void daysReadAsEachLanguageWritesThem() {
        var day = LocalDate.of(2026, 11, 21);
        assertThat(english.day(day)).isEqualTo("21 November 2026");
        assertThat(english.briefDay(day)).isEqualTo("21 Nov 2026");
        assertThat(swedish.day(day)).isEqualTo("21 november 2026");
        assertThat(swedish.briefDay(day)).isEqualTo("21 nov. 2026");
    }

    @Test
    void aMomentIsShownInTheZoneOfTheTrustCenter() {
        var stockholm = ZoneId.of("Europe/Stockholm");
        var moment = Instant.parse("2026-11-21T23:30:05.123456Z");
        assertThat(english.moment(moment, stockholm)).isEqualTo("22 Nov 2026, 00:30:05 (UTC+01:00)");
        assertThat(swedish.day(moment, stockholm)).isEqualTo("22 november 2026");
    }

    @Test
    void countriesHaveNames() {
        assertThat(english.country("DE")).isEqualTo("Germany");
        assertThat(swedish.country("DE")).isEqualTo("Tyskland");
        assertThat(swedish.country("QQ")).isEqualTo("QQ");
    }

    @Test
    void languagesHaveNames() {
        assertThat(english.languageName("sv")).isEqualTo("Swedish");
        assertThat(swedish.languageName("sv")).isEqualTo("svenska");
    }
}
