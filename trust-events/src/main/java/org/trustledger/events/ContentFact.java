package org.trustledger.events;

/** A fact that changes what the trust center says, and so moves its content position. */
public sealed interface ContentFact extends Fact
        permits ProfilePublished,
                PillarPublished,
                CategoryPublished,
                TagPublished,
                AnswerPublished,
                AgreementRevisionPublished,
                SubprocessorPublished,
                DataCenterPublished {

    Statement statement();

    /** The content stated: always the whole of it, never a difference. */
    Content content();
}
