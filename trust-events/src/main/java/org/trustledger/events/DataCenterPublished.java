package org.trustledger.events;

/** A data center in use was described. Never dated ahead: what is only intended is an announcement. */
public record DataCenterPublished(Statement statement, DataCenter content) implements Publication {}
