package org.trustledger.events;

/** A fact that says how an item reads from a moment on. */
public sealed interface Publication extends ContentFact
        permits ProfilePublished,
                PillarPublished,
                CategoryPublished,
                TagPublished,
                AnswerPublished,
                AgreementRevisionPublished,
                SubprocessorPublished,
                DataCenterPublished {

    /** The content stated: always the whole of it, never a difference. */
    Content content();
}
