package org.trustledger.presentation;

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

/**
 * A text of the provider's as a reader gets it.
 *
 * @param language its BCP 47 tag if it is not the reader's, for want of a translation; else null
 */
public record Phrase(String text, @Nullable String language) {

    /**
     * In the reader's language, else in the fallback, else in whichever there is.
     *
     * @param language BCP 47 tag of the reader's
     */
    public static Phrase of(LocalizedText text, String language, String fallback) {
        if (text.speaks(language)) {
            return new Phrase(text.in(language, fallback), null);
        }
        var other = text.speaks(fallback) ? fallback : text.byLanguage().firstKey();
        return new Phrase(text.in(other, other), other);
    }

    /** What people call an item that reads so. */
    public static Phrase naming(Content content, String language, String fallback) {
        return switch (content) {
            case Profile profile -> new Phrase(profile.name(), null);
            case Pillar pillar -> of(pillar.title(), language, fallback);
            case Category category -> of(category.label(), language, fallback);
            case Tag tag -> of(tag.label(), language, fallback);
            case Answer answer -> of(answer.question(), language, fallback);
            case AgreementRevision agreement -> of(agreement.title(), language, fallback);
            case Subprocessor subprocessor -> new Phrase(subprocessor.legalName(), null);
            case DataCenter dataCenter -> of(dataCenter.name(), language, fallback);
        };
    }
}
