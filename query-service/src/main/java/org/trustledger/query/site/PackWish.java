package org.trustledger.query.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.PackScope;
import org.trustledger.query.reception.Reception;

/**
 * What the form that asks for a pack is filled in with, as typed, and what is wrong with it.
 *
 * @param wrong null while nothing is known to be
 */
record PackWish(
        @Nullable String scope,
        @Nullable String language,
        @Nullable String validAt,
        @Nullable String recordedAt,
        PacksShown.@Nullable Wrong wrong) {
    private static final int LONGEST = 100;

    private static final Map<String, Text> REASONS = Map.of(
            "language-not-published", Text.PACKS_REFUSED_LANGUAGE,
            "not-a-time", Text.PACKS_REFUSED_DATE,
            "not-among-content-then", Text.PACKS_REFUSED_SCOPE_THEN,
            "nothing-applied-then", Text.PACKS_REFUSED_NOTHING_APPLIED,
            "nothing-recorded-then", Text.PACKS_REFUSED_NOTHING_RECORDED,
            "recorded-in-the-future", Text.PACKS_REFUSED_FUTURE,
            "too-many-requests", Text.PACKS_REFUSED_TOO_MANY,
            "unknown-scope", Text.PACKS_REFUSED_SCOPE);

    /** The field that each problem is about that names none. */
    private static final Map<String, String> FIELDS = Map.of(
            "language-not-published", "language",
            "not-among-content-then", "scope",
            "nothing-applied-then", "validAt",
            "nothing-recorded-then", "recordedAt",
            "recorded-in-the-future", "recordedAt",
            "unknown-scope", "scope");

    static PackWish of(HttpServletRequest request) {
        return new PackWish(
                field(request, "scope"),
                field(request, "language"),
                field(request, "validAt"),
                field(request, "recordedAt"),
                null);
    }

    private static @Nullable String field(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null || value.isBlank()
                ? null
                : value.strip().substring(0, Math.min(LONGEST, value.strip().length()));
    }

    Reception.Request request() {
        return new Reception.Request(scope, language, validAt, recordedAt);
    }

    PackWish refused(Visit visit, Reception.Refused refused) {
        var reason = readScope() instanceof PackScope.Differences
                        && refused.problem().equals("not-among-content-then")
                ? Text.PACKS_REFUSED_NOT_LATER
                : REASONS.getOrDefault(refused.problem(), Text.PACKS_REFUSED);
        var field = refused.parameter() == null ? FIELDS.get(refused.problem()) : refused.parameter();
        return new PackWish(
                scope,
                language,
                validAt,
                recordedAt,
                new PacksShown.Wrong(field, visit.reader().say(reason)));
    }

    /** The scope that is asked for; null if it is none. */
    @Nullable PackScope readScope() {
        try {
            return scope == null ? null : PackScope.read(scope);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
