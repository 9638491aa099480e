package org.trustledger.testing;

import com.microsoft.playwright.Page;

/**
 * A page used with the keyboard alone: Tab until the thing wanted has the focus, and sees at each stop that it has it.
 */
public final class Keyboard {
    private static final int FURTHEST = 150;

    /** The outline that the stylesheet gives to what has the focus. */
    private static final String FOCUS_IS_SEEN = """
            () => {
              const style = getComputedStyle(document.activeElement);
              const box = document.activeElement.getBoundingClientRect();
              return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                  && box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight
                  && box.right > 0 && box.left < innerWidth;
            }
            """;

    private Keyboard() {}

    /** Goes on until the first of these has the focus. */
    public static void reach(Page page, String wanted) {
        for (var stops = 0; stops < FURTHEST; stops++) {
            if ((Boolean) page.evaluate("css => document.activeElement.matches(css)", wanted)) {
                assertFocusIsSeen(page);
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("%s is not reached in %d stops of %s".formatted(wanted, FURTHEST, page.url()));
    }

    /** Reaches a link and follows it. */
    public static void open(Page page, String wanted) {
        reach(page, wanted);
        var before = page.url();
        page.keyboard().press("Enter");
        page.waitForURL(address -> !address.equals(before));
    }

    /**
     * Goes from the beginning to the end of a page.
     *
     * @param most how often it may stop
     * @return at how many places it stopped
     */
    public static int walk(Page page, int most) {
        var stops = 0;
        page.keyboard().press("Tab");
        while (!(Boolean) page.evaluate("document.activeElement === document.body")) {
            assertFocusIsSeen(page);
            if (++stops >= most) {
                throw new AssertionError("%s does not end in %d stops".formatted(page.url(), most));
            }
            page.keyboard().press("Tab");
        }
        return stops;
    }

    /** Fails if what has the focus does not show it, or is not in the window. */
    public static void assertFocusIsSeen(Page page) {
        if (!(Boolean) page.evaluate(FOCUS_IS_SEEN)) {
            throw new AssertionError("The focus on “%s” of %s is not seen".formatted(focused(page), page.url()));
        }
    }

    /** The words of what has the focus. */
    public static String focused(Page page) {
        return page.evaluate("document.activeElement.textContent.trim()").toString();
    }
}
