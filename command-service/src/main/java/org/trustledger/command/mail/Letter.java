package org.trustledger.command.mail;

/**
 * A mail to one recipient.
 *
 * @param id of the letter: sent again it bears the same, so that whoever gets it twice can tell
 * @param to address
 * @param language of its words, such as {@code sv}
 * @param text for whoever reads plain text
 * @param html the same
 */
public record Letter(String id, String to, String language, String subject, String text, String html) {
    /** Only the id, so that no log has the address or the words. */
    @Override
    public String toString() {
        return "Letter[%s]".formatted(id);
    }
}
