package org.trustledger.events;

import java.util.List;

/**
 * A place where the provider keeps or processes data.
 *
 * @param order place in the list, ascending, with gaps
 * @param operator legal name of whoever runs the building
 * @param location town or region, as much as is made public
 * @param country ISO 3166-1 alpha-2 code
 * @param certifications standards its operation is certified to, such as "ISO/IEC 27001"
 */
public record DataCenter(
        long order,
        LocalizedText name,
        String operator,
        LocalizedText location,
        String country,
        LocalizedText purpose,
        List<LocalizedText> services,
        List<String> certifications)
        implements Content {

    public DataCenter {
        services = List.copyOf(services);
        certifications = List.copyOf(certifications);
    }
}
