package org.trustledger.command.workbench;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.trustledger.presentation.Brand;

/**
 * What is each provider's own on the site, for the workbench to show.
 *
 * @param brand as the counter has it, each as {@code <trust-center>.<what>}
 */
@ConfigurationProperties("trust-ledger")
record BrandSettings(@DefaultValue Map<String, String> brand) {
    BrandSettings {
        brand = Map.copyOf(brand);
        Brand.all(brand);
    }

    /** By trust center. */
    Map<String, Brand> brands() {
        return Brand.all(brand);
    }
}
