package org.trustledger.command.content;

import org.trustledger.events.AgreementRevision;
import org.trustledger.events.AgreementWithdrawn;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.Category;
import org.trustledger.events.CategoryRemoved;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.DataCenter;
import org.trustledger.events.DataCenterRemoved;
import org.trustledger.events.Pillar;
import org.trustledger.events.PillarRemoved;
import org.trustledger.events.Profile;
import org.trustledger.events.Publication;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.SubprocessorRemoved;
import org.trustledger.events.Tag;
import org.trustledger.events.TagRemoved;

/** The kinds of items, in the order in which their facts are recorded: nothing refers to what comes later. */
enum ContentKind {
    PROFILE("profile", "The profile"),
    CATEGORY("categories", "Category"),
    TAG("tags", "Tag"),
    PILLAR("pillars", "Pillar"),
    ANSWER("answers", "Answer"),
    AGREEMENT("agreements", "Agreement"),
    SUBPROCESSOR("subprocessors", "Sub-processor"),
    DATA_CENTER("dataCenters", "Data center");

    private final String key;
    private final String word;

    ContentKind(String key, String word) {
        this.key = key;
        this.word = word;
    }

    /** Under which it stands in the document. */
    String key() {
        return key;
    }

    /** What one item of it is called, at the beginning of a sentence. */
    String word() {
        return word;
    }

    /** Whether its items are in use since a date, which therefore cannot lie ahead. */
    boolean isPresence() {
        return this == SUBPROCESSOR || this == DATA_CENTER;
    }

    /** The kind of item that a fact is about. */
    static ContentKind of(ContentFact fact) {
        return switch (fact) {
            case Publication publication -> of(publication.content());
            case PillarRemoved removed -> PILLAR;
            case CategoryRemoved removed -> CATEGORY;
            case TagRemoved removed -> TAG;
            case AnswerRetired retired -> ANSWER;
            case AgreementWithdrawn withdrawn -> AGREEMENT;
            case SubprocessorRemoved removed -> SUBPROCESSOR;
            case DataCenterRemoved removed -> DATA_CENTER;
        };
    }

    static ContentKind of(Content content) {
        return switch (content) {
            case Profile profile -> PROFILE;
            case Category category -> CATEGORY;
            case Tag tag -> TAG;
            case Pillar pillar -> PILLAR;
            case Answer answer -> ANSWER;
            case AgreementRevision revision -> AGREEMENT;
            case Subprocessor subprocessor -> SUBPROCESSOR;
            case DataCenter dataCenter -> DATA_CENTER;
        };
    }
}
