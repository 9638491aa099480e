package org.trustledger.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackScope;
import org.trustledger.pdf.typesetting.Imprint;
import org.trustledger.pdf.typesetting.PackOrder;
import org.trustledger.pdf.views.View;
import org.trustledger.pdf.views.ViewJson;

/** Views to print, rich and bare. */
public final class Samples {
    public static final String PACK = "8f3a5b1c9d0e4f2a8f3a5b1c9d0e4f2a";
    public static final Imprint IMPRINT = new Imprint(URI.create("https://trust.hafen.example/"), true);

    private Samples() {}

    /** Everything that was ever hard to print. */
    public static View hafen() {
        return view("hafen");
    }

    /** A trust center with a profile and nothing else. */
    public static View begun() {
        return view("begun");
    }

    public static View view(String name) {
        return new ViewJson().read(json(name));
    }

    public static byte[] json(String name) {
        try (var file = Samples.class.getResourceAsStream("/views/%s.json".formatted(name))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The view with a piece of its JSON replaced; fails if there is none such. */
    public static View with(String name, String piece, String other) {
        var json = new String(json(name), StandardCharsets.UTF_8);
        if (!json.contains(piece)) {
            throw new IllegalArgumentException(piece);
        }
        return new ViewJson().read(json.replace(piece, other).getBytes(StandardCharsets.UTF_8));
    }

    public static PackOrder order(View view, String language) {
        return order(view, language, "all");
    }

    public static PackOrder order(View view, String language, String scope) {
        return new PackOrder(
                PACK,
                view.trustCenter(),
                new PackIdentity(
                        PackScope.read(scope),
                        language,
                        view.validAt(),
                        view.recordedAt(),
                        view.contentPosition(),
                        view.accessPosition(),
                        "1"));
    }
}
