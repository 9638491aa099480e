package org.trustledger.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A third party that processes personal data for the provider: the fields of the list of sub-processors in annex IV of
 * Commission Implementing Decision (EU) 2021/915, the contact person aside.
 *
 * @param order place in the list, ascending, with gaps
 * @param registrationNumber number in its national register; null if it has an LEI instead
 * @param lei legal entity identifier (ISO 17442); null if it has none
 * @param processing what it does and where its responsibility begins and ends
 * @param services the provider's services concerned
 * @param dataCategories categories of personal data it gets
 * @param storageCountries ISO 3166-1 alpha-2 codes
 * @param processingCountries ISO 3166-1 alpha-2 codes
 * @param transferMechanism on what basis data leaves the EEA; null if it does not
 * @param agreementInPlace whether its own data processing agreement is signed
 * @param parent item id of the sub-processor it works for; null if it works for the provider
 * @param condition when it applies at all, such as "only if feature X is used"; null if always
 */
public record Subprocessor(
        long order,
        String legalName,
        String address,
        @Nullable String registrationNumber,
        @Nullable String lei,
        ContactFunction contact,
        LocalizedText processing,
        List<LocalizedText> services,
        List<LocalizedText> dataCategories,
        List<String> storageCountries,
        List<String> processingCountries,
        @Nullable LocalizedText transferMechanism,
        boolean agreementInPlace,
        @Nullable String parent,
        @Nullable LocalizedText condition)
        implements Content {

    public Subprocessor {
        services = List.copyOf(services);
        dataCategories = List.copyOf(dataCategories);
        storageCountries = List.copyOf(storageCountries);
        processingCountries = List.copyOf(processingCountries);
    }
}
