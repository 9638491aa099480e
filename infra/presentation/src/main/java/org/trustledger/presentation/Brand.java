package org.trustledger.presentation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.TrustCenterId;

/**
 * What is a provider's own on its pages.
 *
 * @param accents in place of ours; null for ours
 * @param logo in place of the initial; null for that
 */
public record Brand(@Nullable Accents accents, @Nullable Logo logo) {
    /** What the keys of every brand begin with; the id of the trust center follows. */
    public static final String PREFIX = "trust-ledger.brand.";

    private static final String LOGO = "logo";
    private static final String LIGHT = "accent.light";
    private static final String DARK = "accent.dark";
    private static final String ACCENT = "accent";

    /** Of a logo in a header, in pixels of the stylesheet. */
    private static final int LOGO_HEIGHT = 26;

    /** What links and the one main action stand on. */
    private static final List<String> GROUNDS = List.of("paper", "sheet", "tint", "coming-paper");

    /** The one colour, by day and by night. */
    public record Accents(Colour light, Colour dark) {
        /** Those of the design system. */
        public static Accents ours() {
            var palette = Palette.ours();
            return new Accents(named(palette.today(false), ACCENT), named(palette.today(true), ACCENT));
        }

        /** Its contrast with whatever it stands on or under, where that is least; rounded down to two decimals. */
        public static double leastContrast(Colour accent, boolean byNight) {
            return roundedDown(accent.contrast(worst(accent, byNight).colour()));
        }

        private byte[] css() {
            return ":root{--accent:%s}@media(prefers-color-scheme:dark){:root{--accent:%s}}"
                    .formatted(light, dark)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * A brand as pages refer to it.
     *
     * @param stylesheet comes after ours; null for none
     * @param logo in place of the initial; null for that
     */
    public record Served(
            @Nullable String stylesheet, @Nullable Picture logo) {}

    /** A picture with the room it takes, in pixels of the stylesheet. */
    public record Picture(String address, int width, int height) {}

    /**
     * Every brand by its trust center.
     *
     * @param settings as under {@code trust-ledger.brand}, such as {@code nordhamn.accent.light}
     * @throws IllegalArgumentException naming the first one that cannot be used and why
     */
    public static Map<String, Brand> all(Map<String, String> settings) {
        var byCenter = new TreeMap<String, Map<String, String>>();
        settings.forEach((key, value) -> {
            var parts = key.split("\\.", 2);
            if (parts.length < 2
                    || !TrustCenterId.isValid(parts[0])
                    || !List.of(LOGO, LIGHT, DARK).contains(parts[1])) {
                throw new IllegalArgumentException(
                        "%s%s is no setting: after the id of a trust center comes %s, %s or %s"
                                .formatted(PREFIX, key, LOGO, LIGHT, DARK));
            }
            byCenter.computeIfAbsent(parts[0], absent -> new HashMap<>()).put(parts[1], value);
        });
        var brands = new TreeMap<String, Brand>();
        byCenter.forEach((center, own) -> brands.put(center, of(PREFIX + center + ".", own)));
        return brands;
    }

    /** Adds its files to those of a house. */
    public Served addTo(AssetFiles files, String trustCenter) {
        return new Served(
                accents == null ? null : files.add(trustCenter, "css", accents.css()),
                logo == null
                        ? null
                        : new Picture(
                                files.add(trustCenter, logo.extension(), logo.bytes()),
                                logo.width(LOGO_HEIGHT),
                                LOGO_HEIGHT));
    }

    private static Brand of(String prefix, Map<String, String> own) {
        var logo = own.get(LOGO);
        return new Brand(accents(prefix, own), logo == null ? null : Logo.read(prefix + LOGO, Path.of(logo)));
    }

    private static @Nullable Accents accents(String prefix, Map<String, String> own) {
        var light = own.get(LIGHT);
        var dark = own.get(DARK);
        if (light == null && dark == null) {
            return null;
        }
        if (light == null || dark == null) {
            throw new IllegalArgumentException("%s%s is not set but %s is: give both"
                    .formatted(prefix, light == null ? LIGHT : DARK, light == null ? DARK : LIGHT));
        }
        return new Accents(readable(prefix + LIGHT, light, false), readable(prefix + DARK, dark, true));
    }

    private static Colour readable(String key, String value, boolean byNight) {
        var accent = Colour.of(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is '%s': give a colour such as #12456b".formatted(key, value)));
        var worst = worst(accent, byNight);
        var contrast = accent.contrast(worst.colour());
        if (contrast < Colour.READABLE) {
            throw new IllegalArgumentException(
                    "%s is '%s': with %s (%s) its contrast is %s : 1 and must be 4.5 : 1, so give a %s colour"
                            .formatted(
                                    key,
                                    value,
                                    worst.name(),
                                    worst.colour(),
                                    String.format(Locale.ROOT, "%.2f", roundedDown(contrast)),
                                    byNight ? "lighter" : "darker"));
        }
        return accent;
    }

    private record Pair(String name, Colour colour) {}

    // What is refused must not read as what is allowed.
    private static double roundedDown(double contrast) {
        return Math.floor(contrast * 100) / 100;
    }

    private static Pair worst(Colour accent, boolean byNight) {
        return pairs(byNight)
                .min(Comparator.comparingDouble(pair -> accent.contrast(pair.colour())))
                .orElseThrow();
    }

    private static Stream<Pair> pairs(boolean byNight) {
        var palette = Palette.ours();
        var today = palette.today(byNight);
        var past = palette.past(byNight);
        return Stream.of(
                        GROUNDS.stream().map(name -> new Pair("the " + name, named(today, name))),
                        GROUNDS.stream().map(name -> new Pair("the %s of the past".formatted(name), named(past, name))),
                        Stream.of(new Pair("the text on a button", named(today, "on-accent"))))
                .flatMap(pairs -> pairs);
    }

    private static Colour named(Map<String, Colour> colours, String name) {
        return Optional.ofNullable(colours.get(name))
                .orElseThrow(() -> new IllegalStateException("The stylesheet names no colour " + name));
    }
}
