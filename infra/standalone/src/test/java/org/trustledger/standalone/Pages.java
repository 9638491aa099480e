package org.trustledger.standalone;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A reader's browser that runs no script. */
final class Pages implements AutoCloseable {
    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Programs.chromium())
                    .setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage")));

    /** Opens a page, keeps a picture of it and gives it back. */
    Page open(String address, String picture) {
        var page = browser.newPage(
                new Browser.NewPageOptions().setJavaScriptEnabled(false).setViewportSize(1280, 900));
        page.navigate(address);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", picture + ".png")));
        return page;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
