package org.trustledger.command.platform;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.trustledger.presentation.Brand;

/**
 * What is each provider's own on the site, for whatever pages the office has.
 *
 * @param brand as the counter has it, each as {@code <trust-center>.<what>}
 */
@ConfigurationProperties("trust-ledger")
public record BrandSettings(@DefaultValue Map<String, String> brand) {
    public BrandSettings {
        brand = Map.copyOf(brand);
        Brand.all(brand);
    }

    /** By trust center. */
    public Map<String, Brand> brands() {
        return Brand.all(brand);
    }
}
