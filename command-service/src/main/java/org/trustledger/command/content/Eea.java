package org.trustledger.command.content;

import java.util.Set;

/** The European Economic Area: the member states of the Union, Iceland, Liechtenstein and Norway. */
final class Eea {
    private static final Set<String> COUNTRIES = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    private Eea() {}

    /** @param country ISO 3166-1 alpha-2 code */
    static boolean has(String country) {
        return COUNTRIES.contains(country);
    }

    /** A hint for the codes that are in use but not in the standard, with a blank before it. */
    static FaultWords.Part slip(String code) {
        return switch (code) {
            case "EL" -> words -> " " + words.tell(Fault.GREECE);
            case "UK" -> words -> " " + words.tell(Fault.UNITED_KINGDOM);
            case "EU" -> words -> " " + words.tell(Fault.UNION);
            default -> _ -> "";
        };
    }
}
