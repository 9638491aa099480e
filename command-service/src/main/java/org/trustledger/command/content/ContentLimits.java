package org.trustledger.command.content;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** @param maxSize of a document as it is sent; a larger one is refused unread */
@ConfigurationProperties("trust-ledger.content")
public record ContentLimits(@DefaultValue("64MB") DataSize maxSize) {}
