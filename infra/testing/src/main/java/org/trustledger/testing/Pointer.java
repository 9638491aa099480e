package org.trustledger.testing;

import com.microsoft.playwright.Locator;

/** What a pointer does to a page. */
public final class Pointer {
    private Pointer() {}

    /**
     * Presses what is there, and waits until the page it leads to has come from head to foot.
     *
     * <p>A click alone returns when the first piece of the next page is there. Pages come in pieces: whoever counts
     * then, counts what has come so far.
     */
    public static void press(Locator what) {
        what.click();
        what.page().waitForLoadState();
    }
}
