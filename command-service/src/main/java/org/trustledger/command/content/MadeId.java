package org.trustledger.command.content;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids for what nobody has given one. */
final class MadeId {
    static final int LONGEST = 64;

    private static final Pattern NO_ID = Pattern.compile("[^a-z0-9]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private MadeId() {}

    /** What can be an id of a text; null if nothing of it can. */
    static @Nullable String of(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("");
        var joined = NO_ID.matcher(plain).replaceAll("-");
        var cut = joined.length() <= LONGEST ? joined : joined.substring(0, LONGEST);
        var trimmed = cut.replaceAll("^-+|-+$", "");
        return trimmed.isEmpty() ? null : trimmed;
    }

    /** The id, or the same with a number that makes it one nobody has. */
    static String unused(String id, Predicate<String> taken) {
        var found = id;
        for (var number = 2; taken.test(found); number++) {
            var end = "-" + number;
            found = id.substring(0, Math.min(id.length(), LONGEST - end.length())) + end;
        }
        return found;
    }
}
