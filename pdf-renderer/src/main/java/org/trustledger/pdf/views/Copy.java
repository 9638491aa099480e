package org.trustledger.pdf.views;

import java.util.List;

/**
 * What is set as a pack.
 *
 * @param view as it reads at the pack's date
 * @param differing what read otherwise before, in the order in which it is printed; none unless that is asked for
 */
public record Copy(View view, List<Differing> differing) {
    public Copy {
        differing = List.copyOf(differing);
    }

    /** Of a pack that compares nothing. */
    public static Copy of(View view) {
        return new Copy(view, List.of());
    }
}
