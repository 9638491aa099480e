package org.trustledger.events;

import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who the provider is and how its trust center is kept.
 *
 * @param name the name people know
 * @param legalName the name in the register of companies
 * @param languages BCP 47 tags of the languages it is published in; the first is the default
 * @param timeZone IANA zone in which its dates are read and shown
 * @param defaultNoticePeriod how long before a change of sub-processors customers are told, unless agreed otherwise
 * @param introduction a sentence or two in the provider's own words; null for none
 */
public record Profile(
        String name,
        String legalName,
        ContactFunction contact,
        List<String> languages,
        ZoneId timeZone,
        Period defaultNoticePeriod,
        @Nullable LocalizedText introduction)
        implements Content {

    /** There is one profile per trust center, and this is its item id. */
    public static final String ITEM = "profile";

    public Profile {
        languages = List.copyOf(languages);
    }
}
