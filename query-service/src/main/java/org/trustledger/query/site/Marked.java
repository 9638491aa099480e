package org.trustledger.query.site;

import static org.trustledger.presentation.Markup.escape;

import gg.jte.Content;
import java.util.List;
import org.trustledger.query.search.Fragment;

/** Text in which what was searched for is marked. */
public final class Marked {
    private Marked() {}

    /** As markup. */
    public static Content of(List<Fragment> fragments) {
        return output -> {
            for (var fragment : fragments) {
                output.writeContent(fragment.hit() ? "<mark>" : "");
                output.writeContent(escape(fragment.text()));
                output.writeContent(fragment.hit() ? "</mark>" : "");
            }
        };
    }
}
