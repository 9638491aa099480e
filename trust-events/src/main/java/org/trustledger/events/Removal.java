package org.trustledger.events;

/**
 * A fact that says that an item is no more, from a moment on. What it read before stays in the past, and the reason
 * tells why it went. The profile is never removed.
 */
public sealed interface Removal extends ContentFact
        permits PillarRemoved,
                CategoryRemoved,
                TagRemoved,
                AnswerRetired,
                AgreementWithdrawn,
                SubprocessorRemoved,
                DataCenterRemoved {}
