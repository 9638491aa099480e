package org.trustledger.command.workbench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.testing.PageWeight;

/** What the pages of the workbench weigh, how still they stand and when they are painted, printed; no time fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeightTest {
    private final Workbench workbench = Workbench.shared();
    private final List<String> table = new ArrayList<>(List.of(PageWeight.HEADING));
    private BrowserContext context;

    @BeforeAll
    void logIn() {
        context = workbench
                .logIn("en", "astrid", "nordhamn:editor", "nordhamn:administrator")
                .context();
    }

    @AfterAll
    void print() {
        context.close();
        System.out.println(String.join(System.lineSeparator(), table));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ledger",
                "ledger/104",
                "content",
                "packs",
                "operations",
                "settings",
                "people",
                "care?when=all",
                "outline"
            })
    void weighsLittleAndStandsStill(String path) {
        var name = path.isEmpty() ? "home" : path;
        var visited = PageWeight.of(name, workbench.address("nordhamn/" + path), context::newPage, Page::close);
        table.add(visited.line());
        visited.weight().assertLightAndStill(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ledger",
                "ledger/104",
                "content",
                "packs",
                "operations",
                "settings",
                "care?when=all",
                "outline"
            })
    void standsStillWhileItComes(String path) throws IOException {
        PageWeight.assertStillWhileItComes(
                path,
                workbench.address("nordhamn/people"),
                workbench.address("nordhamn/" + path),
                proxy -> workbench.another(context, proxy));
    }
}
