package org.trustledger.command.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.staff.Stay;

/**
 * What stands around every page: header, rail, what came of the last form.
 *
 * @param heading of the page
 * @param patience address of the style that knows when a session ends, for browsers without script
 * @param person null where nobody is logged in
 * @param rail empty where there is no trust center
 * @param csrf null where nobody is logged in, and so nothing to send
 * @param stay how long the session goes on; null where nobody is logged in
 */
public record Frame(
        Texts texts,
        String heading,
        String stylesheet,
        String patience,
        String script,
        String icon,
        @Nullable Person person,
        @Nullable Center center,
        List<Entry> rail,
        List<Link> trail,
        List<LanguageLink> languages,
        @Nullable Csrf csrf,
        @Nullable Flash flash,
        @Nullable Stay stay) {

    /**
     * Who is logged in, as that person alone may see it.
     *
     * @param roles in the trust center of the page, in words; empty where there is none
     */
    public record Person(String name, String roles, String href) {}

    /**
     * The trust center of the page.
     *
     * @param others to which one can switch
     */
    public record Center(String id, String name, String href, List<Link> others) {}

    /** @param waiting 0 for nothing */
    public record Entry(String label, String href, int waiting, boolean current) {}

    /** The same page in another language. */
    public record LanguageLink(String tag, String name, String href, boolean current) {}

    /** What every form sends along as a hidden field, so that no other site can send it; see {@code parts/csrf}. */
    public record Csrf(String field, String token) {}

    /** The same around a page with another heading. */
    Frame headed(String newHeading) {
        return new Frame(
                texts,
                newHeading,
                stylesheet,
                patience,
                script,
                icon,
                person,
                center,
                rail,
                trail,
                languages,
                csrf,
                flash,
                stay);
    }
}
