package org.trustledger.query.site;

import gg.jte.Content;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trustledger.presentation.Brand;

/**
 * What stands around every page: header, ribbon, footer.
 *
 * @param mood {@code now}, {@code past} or {@code future}: colours the paper
 * @param canonical address without dates and filters; null for a page that is none of its own
 * @param unspoken the same address with the language left to the browser; null likewise
 * @param indexable whether search engines should list it
 * @param script address of the one script, without which everything works too
 * @param twins the same page in its other forms; none for a page that is none of its own
 * @param feeds in which what the page is about can be followed, for programs
 * @param follow the way to them; null for a page that is about nothing that can be followed
 * @param subscribe where one asks to be told of it by mail; null where there is no provider
 * @param fonts to be fetched together with the style
 * @param brand what is the provider's own; null if all is ours
 * @param name of the provider, or of the product where there is none
 * @param traveller null where there is nothing to travel through
 * @param ribbon null for the present
 * @param footer null where there is no provider
 */
public record Frame(
        Texts texts,
        String language,
        String mood,
        String title,
        String description,
        @Nullable String canonical,
        @Nullable String unspoken,
        boolean indexable,
        String stylesheet,
        String icon,
        String script,
        List<String> fonts,
        Brand.@Nullable Served brand,
        String name,
        String initial,
        String home,
        List<Place> places,
        @Nullable Traveller traveller,
        @Nullable Ribbon ribbon,
        List<LanguageLink> languages,
        List<TwinLink> twins,
        List<FeedLink> feeds,
        @Nullable Link follow,
        @Nullable Link subscribe,
        @Nullable Footer footer) {

    /** One of the few places in the header. */
    public record Place(String label, String href, boolean current) {}

    /**
     * The same page in another language.
     *
     * @param absolute the address with the site's own
     */
    public record LanguageLink(String tag, String name, String href, String absolute, boolean current) {}

    /**
     * The same page in another form.
     *
     * @param type its media type
     * @param absolute the address with the site's own
     */
    public record TwinLink(String type, String name, String href, String absolute) {}

    /**
     * A feed.
     *
     * @param type its media type
     * @param absolute the address with the site's own
     */
    public record FeedLink(String type, String title, String absolute) {}

    /**
     * The control that asks for other dates.
     *
     * @param asOf the date shown on it
     * @param valid,recorded values of its fields, empty for none
     * @param latest the last date that can have been known
     * @param hidden what the form sends along
     * @param days that readers often ask for
     * @param back to the present; null if the reader is there
     */
    public record Traveller(
            String asOf,
            String action,
            String valid,
            String recorded,
            String latest,
            Map<String, String> hidden,
            List<Link> days,
            @Nullable String back) {}

    /**
     * What a page of another time says of itself.
     *
     * @param difference how much reads differently today
     * @param remark a thing that cannot be had, and why; null for none
     */
    public record Ribbon(
            Content sentence,
            String difference,
            List<Link> ways,
            @Nullable String remark) {}

    /**
     * Who is behind the page, and what explains it.
     *
     * @param contact address as a link
     * @param pages that have no place in the header
     * @param machine the view for programs
     */
    public record Footer(
            String legalName,
            Said function,
            Link contact,
            List<Place> pages,
            String zone,
            String position,
            Link machine) {}
}
