package org.trustledger.command.notices;

/**
 * The words of a notice to one subscriber.
 *
 * @param language of its words, as a BCP 47 tag
 * @param text for whoever reads plain text
 * @param html the same; loads nothing
 */
public record NoticeLetter(String language, String subject, String text, String html) {
    /** Leaves the words out, and with them the links that are the subscriber's own. */
    @Override
    public String toString() {
        return "NoticeLetter[%s]".formatted(language);
    }
}
