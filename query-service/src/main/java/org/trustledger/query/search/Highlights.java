package org.trustledger.query.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns marks in a text's letters into fragments of the text. */
final class Highlights {
    /** Marks that PostgreSQL sets; from the private use area, so no letters of a text. */
    static final char START = '\uE000';

    static final char STOP = '\uE001';

    private static final int EXCERPT = 220;
    private static final int BEFORE_HIT = 60;

    private final String text;
    private final BitSet hits;

    private Highlights(String text, BitSet hits) {
        this.text = text;
        this.hits = hits;
    }

    /**
     * @param marked the text's letters with marks in them
     * @param begun also hits every word that begins so, which a stem may not show; null for none
     */
    static Highlights of(String text, String marked, @Nullable String begun) {
        var hits = new BitSet(text.length());
        var inside = false;
        var place = 0;
        for (var index = 0; index < marked.length(); index++) {
            switch (marked.charAt(index)) {
                case START -> inside = true;
                case STOP -> inside = false;
                default -> hits.set(place++, inside);
            }
        }
        if (begun != null) {
            markBeginnings(Letters.only(text), Letters.plain(begun.substring(begun.lastIndexOf(' ') + 1)), hits);
        }
        return new Highlights(text, hits);
    }

    private static void markBeginnings(String letters, String begun, BitSet hits) {
        for (var start = 0; start < letters.length(); ) {
            var end = letters.indexOf(' ', start);
            end = end < 0 ? letters.length() : end;
            if (end > start && Letters.plain(letters.substring(start, end)).startsWith(begun)) {
                hits.set(start, end);
            }
            start = end + 1;
        }
    }

    /** All of the text. */
    List<Fragment> whole() {
        return fragments(0, text.length());
    }

    /** As much as a list of hits can show, from shortly before the place where most of them are. */
    List<Fragment> excerpt() {
        if (text.length() <= EXCERPT) {
            return whole();
        }
        var from = wordStart(Math.max(0, densest() - BEFORE_HIT));
        var to = from + EXCERPT >= text.length() ? text.length() : Math.max(from + 1, wordStart(from + EXCERPT));
        var fragments = new ArrayList<Fragment>();
        if (from > 0) {
            fragments.add(new Fragment("… ", false));
        }
        fragments.addAll(fragments(from, to));
        if (to < text.length()) {
            fragments.add(new Fragment("…", false));
        }
        return List.copyOf(fragments);
    }

    private int densest() {
        var best = Math.max(0, hits.nextSetBit(0));
        var most = 0;
        for (var start = hits.nextSetBit(0); start >= 0; start = hits.nextSetBit(hits.nextClearBit(start))) {
            var count = hits.get(start, Math.min(text.length(), start + EXCERPT - BEFORE_HIT))
                    .cardinality();
            if (count > most) {
                most = count;
                best = start;
            }
        }
        return best;
    }

    /** The beginning of the word that the place is in, unless the word is longer than anybody's. */
    private int wordStart(int place) {
        var start = place;
        while (start > 0 && place - start < BEFORE_HIT && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        if (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start = place;
        }
        return start > 0 && start < text.length() && Character.isLowSurrogate(text.charAt(start)) ? start - 1 : start;
    }

    private List<Fragment> fragments(int from, int to) {
        var fragments = new ArrayList<Fragment>();
        for (var start = from; start < to; ) {
            var hit = hits.get(start);
            var end = hit ? hits.nextClearBit(start) : hits.nextSetBit(start);
            end = end < 0 || end > to ? to : end;
            fragments.add(new Fragment(text.substring(start, end), hit));
            start = end;
        }
        return List.copyOf(fragments);
    }
}
