package org.trustledger.command.mail;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one recipient.
 *
 * @param id of the letter, in small letters, digits and hyphens: sent again it bears the same, so that whoever gets it
 *     twice can tell, and a bounce says it
 * @param to address
 * @param language of its words, such as {@code sv}
 * @param text for whoever reads plain text
 * @param html the same
 * @param unsubscribe where a mail reader's one click ends such letters, with no page in between (RFC 8058); null if
 *     nobody has asked for them
 * @param list whose subscribers get it, such as {@code nordhamn}, for those who sort their mail; null if it goes to no
 *     list
 * @param bounces whether {@link TakesBounces} are told if it comes back
 * @param sender in whose name it is written, as mailboxes show it; null for the address alone
 */
public record Letter(
        String id,
        String to,
        String language,
        String subject,
        String text,
        String html,
        @Nullable URI unsubscribe,
        @Nullable String list,
        boolean bounces,
        @Nullable String sender) {
    /** Short enough for an address that has it in front of the {@code @}, and whole when a server changes its case. */
    static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern LIST = Pattern.compile("[a-z0-9](-?[a-z0-9]){0,62}");
    // It is one word, and a line has room for 998 octets.
    private static final int LONGEST_ADDRESS = 900;

    public Letter {
        require(ID.matcher(id).matches(), "id");
        require(LANGUAGE.matcher(language).matches(), "language");
        require(list == null || LIST.matcher(list).matches(), "list");
        require(unsubscribe == null || isOfTheWeb(unsubscribe), "unsubscribe");
    }

    /** One that nobody subscribes to, and whose bounces nobody waits for. */
    public Letter(String id, String to, String language, String subject, String text, String html) {
        this(id, to, language, subject, text, html, null, null, false, null);
    }

    private static void require(boolean usable, String what) {
        if (!usable) {
            throw new IllegalArgumentException("The %s of a letter cannot be written".formatted(what));
        }
    }

    private static boolean isOfTheWeb(URI address) {
        return address.getScheme() != null
                && Set.of("http", "https").contains(address.getScheme())
                && address.getHost() != null
                && address.toASCIIString().length() <= LONGEST_ADDRESS;
    }

    /** The same letter as subscribers get it. */
    public Letter toSubscribers(String of, URI unsubscribedAt) {
        return new Letter(id, to, language, subject, text, html, unsubscribedAt, of, bounces, sender);
    }

    /** The same letter, whose bounces are told. */
    public Letter tellingBounces() {
        return new Letter(id, to, language, subject, text, html, unsubscribe, list, true, sender);
    }

    /** The same letter in somebody's name. */
    public Letter from(String name) {
        return new Letter(id, to, language, subject, text, html, unsubscribe, list, bounces, name);
    }

    /** Only the id, so that no log has the address or the words. */
    @Override
    public String toString() {
        return "Letter[%s]".formatted(id);
    }
}
