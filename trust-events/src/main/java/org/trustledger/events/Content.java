package org.trustledger.events;

/** What an item reads: two equal contents are the same statement, so stating it again would be no change. */
public sealed interface Content
        permits Profile, Pillar, Category, Tag, Answer, AgreementRevision, Subprocessor, DataCenter {}
