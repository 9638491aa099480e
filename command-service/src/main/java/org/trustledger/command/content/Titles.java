package org.trustledger.command.content;

import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;

/** What people call an item. */
final class Titles {
    private Titles() {}

    static @Nullable String of(@Nullable Content content, String language) {
        return switch (content) {
            case null -> null;
            case Profile profile -> profile.name();
            case Pillar pillar -> in(language, pillar.title());
            case Category category -> in(language, category.label());
            case Tag tag -> in(language, tag.label());
            case Answer answer -> in(language, answer.question());
            case AgreementRevision revision -> in(language, revision.title());
            case Subprocessor subprocessor -> subprocessor.legalName();
            case DataCenter dataCenter -> in(language, dataCenter.name());
        };
    }

    private static String in(String language, LocalizedText text) {
        return text.in(language, language);
    }
}
