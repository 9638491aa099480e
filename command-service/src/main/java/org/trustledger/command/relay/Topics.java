package org.trustledger.command.relay;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topics the office writes to; made with six partitions and kept for ever if they are missing.
 *
 * @param facts public facts, keyed by trust center
 * @param packRequests work for the press, keyed by pack
 */
@ConfigurationProperties("trust-ledger.topics")
public record Topics(
        @DefaultValue("trust-ledger.facts") String facts,
        @DefaultValue("trust-ledger.pack-requests") String packRequests) {}
