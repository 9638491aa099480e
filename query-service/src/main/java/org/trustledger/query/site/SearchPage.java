package org.trustledger.query.site;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trustledger.query.search.Fragment;

/**
 * What was found, or only the question where nothing is asked yet.
 *
 * @param form as it was sent
 * @param remark how much was found, that nothing was, or what is wrong with the question; null before the first
 */
public record SearchPage(
        Frame frame,
        Form form,
        @Nullable String remark,
        List<HitShown> hits,
        @Nullable Pager pager) implements Framed {

    /**
     * Where one types.
     *
     * @param typed empty before the first question
     * @param placeholder what can be searched, in words
     * @param hidden what the form sends along
     */
    public record Form(String action, String typed, String placeholder, Map<String, String> hidden) {}

    /**
     * One of those found.
     *
     * @param kind what it is, in words
     * @param language BCP 47 tag if it is not the page's
     */
    public record HitShown(
            String kind,
            String href,
            @Nullable String language,
            List<Fragment> title,
            List<Fragment> excerpt,
            @Nullable TranslationShown translation,
            Margin margin) {}
}
