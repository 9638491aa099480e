package org.trustledger.command.content;

import org.trustledger.events.AgreementRevision;
import org.trustledger.events.AgreementRevisionPublished;
import org.trustledger.events.AgreementWithdrawn;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.Category;
import org.trustledger.events.CategoryPublished;
import org.trustledger.events.CategoryRemoved;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.DataCenter;
import org.trustledger.events.DataCenterPublished;
import org.trustledger.events.DataCenterRemoved;
import org.trustledger.events.Pillar;
import org.trustledger.events.PillarPublished;
import org.trustledger.events.PillarRemoved;
import org.trustledger.events.Profile;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.Publication;
import org.trustledger.events.Statement;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.SubprocessorPublished;
import org.trustledger.events.SubprocessorRemoved;
import org.trustledger.events.Tag;
import org.trustledger.events.TagPublished;
import org.trustledger.events.TagRemoved;

/**
 * The kinds of items, in the order in which their facts are recorded: nothing refers to what comes later, but for an
 * answer to the agreements that bear it out.
 */
enum ContentKind {
    PROFILE("profile"),
    CATEGORY("categories"),
    TAG("tags"),
    PILLAR("pillars"),
    ANSWER("answers"),
    AGREEMENT("agreements"),
    SUBPROCESSOR("subprocessors"),
    DATA_CENTER("dataCenters");

    private final String key;

    ContentKind(String key) {
        this.key = key;
    }

    /** Under which it stands in the document. */
    String key() {
        return key;
    }

    /** What one item of it is called within what is wrong with it. */
    FaultWords.Part inWords() {
        return FaultWords.Part.of(Fault.valueOf("KIND_" + name()));
    }

    /** Whether its items are in use since a date, which therefore cannot lie ahead. */
    boolean isPresence() {
        return this == SUBPROCESSOR || this == DATA_CENTER;
    }

    /** The kind of item that a fact is about. */
    static ContentKind of(ContentFact fact) {
        return switch (fact) {
            case Publication publication -> of(publication.content());
            case PillarRemoved _ -> PILLAR;
            case CategoryRemoved _ -> CATEGORY;
            case TagRemoved _ -> TAG;
            case AnswerRetired _, AnswerWithheld _ -> ANSWER;
            case AgreementWithdrawn _ -> AGREEMENT;
            case SubprocessorRemoved _ -> SUBPROCESSOR;
            case DataCenterRemoved _ -> DATA_CENTER;
        };
    }

    static ContentKind of(Content content) {
        return switch (content) {
            case Profile _ -> PROFILE;
            case Category _ -> CATEGORY;
            case Tag _ -> TAG;
            case Pillar _ -> PILLAR;
            case Answer _ -> ANSWER;
            case AgreementRevision _ -> AGREEMENT;
            case Subprocessor _ -> SUBPROCESSOR;
            case DataCenter _ -> DATA_CENTER;
        };
    }

    static ContentFact published(Statement statement, Content content) {
        return switch (content) {
            case Profile profile -> new ProfilePublished(statement, profile);
            case Pillar pillar -> new PillarPublished(statement, pillar);
            case Category category -> new CategoryPublished(statement, category);
            case Tag tag -> new TagPublished(statement, tag);
            case Answer answer -> new AnswerPublished(statement, answer);
            case AgreementRevision revision -> new AgreementRevisionPublished(statement, revision);
            case Subprocessor subprocessor -> new SubprocessorPublished(statement, subprocessor);
            case DataCenter dataCenter -> new DataCenterPublished(statement, dataCenter);
        };
    }

    /** @throws ProfileStays for the profile */
    ContentFact removed(Statement statement) {
        return switch (this) {
            case PROFILE -> throw new ProfileStays();
            case CATEGORY -> new CategoryRemoved(statement);
            case TAG -> new TagRemoved(statement);
            case PILLAR -> new PillarRemoved(statement);
            case ANSWER -> new AnswerRetired(statement);
            case AGREEMENT -> new AgreementWithdrawn(statement);
            case SUBPROCESSOR -> new SubprocessorRemoved(statement);
            case DATA_CENTER -> new DataCenterRemoved(statement);
        };
    }
}
