package org.trustledger.presentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Style, type, script and pictures of a house's pages. Each address has the digest of its bytes in it, so browsers may
 * keep what they got for ever. Filled once at the start.
 */
public final class AssetFiles {
    /** What may be answered with an asset: it never changes under its address. */
    public static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final Pattern FONT = Pattern.compile("url\\(\"(?<name>[A-Za-z0-9-]+)\\.woff2\"\\)");
    private static final String DESIGN = "design.css";
    private static final int DIGITS = 12;
    /** A page that waited for its stylesheet to name them would be shown without. */
    private static final Set<String> FONTS_OF_EVERY_PAGE = Set.of(
            "LedgerSerif-Regular",
            "LedgerSerif-SemiBold",
            "LedgerSans-Regular",
            "LedgerSans-SemiBold",
            "LedgerMono-Regular");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "png", "image/png",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private final String root;
    private final Map<String, Asset> byName = new LinkedHashMap<>();

    /** @param root what the addresses begin with, such as {@code /_/} */
    public AssetFiles(String root) {
        this.root = root;
    }

    /**
     * What is served at one address.
     *
     * @param type its media type
     * @param bytes not to be changed
     */
    public record Asset(String type, byte[] bytes) {}

    /**
     * The design system followed by what only these pages have, as one file; its fonts are added with it.
     *
     * @return its address
     */
    public String addStylesheet(String name, Class<?> neighbour, String own) {
        var css = design() + text(neighbour, own);
        var named = new StringBuilder();
        var fonts = FONT.matcher(css);
        while (fonts.find()) {
            var font = fonts.group("name");
            var address = add(font, "woff2", read(AssetFiles.class, "fonts/%s.woff2".formatted(font)));
            fonts.appendReplacement(named, Matcher.quoteReplacement("url(\"%s\")".formatted(address)));
        }
        fonts.appendTail(named);
        return add(name, "css", named.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A file of the class path.
     *
     * @param neighbour class beside which it lies
     * @param path of the file, from there or absolute
     * @return its address
     */
    public String add(Class<?> neighbour, String path) {
        var file = path.substring(path.lastIndexOf('/') + 1);
        var dot = file.lastIndexOf('.');
        return add(file.substring(0, dot), file.substring(dot + 1), read(neighbour, path));
    }

    /** Addresses of the fonts that a page should ask for together with its stylesheet. */
    public List<String> fonts() {
        return byName.keySet().stream()
                .filter(name -> FONTS_OF_EVERY_PAGE.contains(name.substring(0, name.indexOf('.'))))
                .map(name -> root + name)
                .toList();
    }

    /** Every asset by its name in the address, after the root. */
    public Map<String, Asset> byName() {
        return Collections.unmodifiableMap(byName);
    }

    /**
     * Bytes that lie elsewhere.
     *
     * @param extension of their name, which says what they are
     * @return their address
     */
    public String add(String name, String extension, byte[] bytes) {
        var type = TYPES.get(extension);
        if (type == null) {
            throw new IllegalArgumentException("No media type is known for %s.%s".formatted(name, extension));
        }
        var hashed = "%s.%s.%s".formatted(name, digest(bytes), extension);
        byName.put(hashed, new Asset(type, bytes));
        return root + hashed;
    }

    /** The design system by itself. */
    static String design() {
        return text(AssetFiles.class, DESIGN);
    }

    private static String text(Class<?> neighbour, String path) {
        return new String(read(neighbour, path), StandardCharsets.UTF_8);
    }

    private static byte[] read(Class<?> neighbour, String path) {
        try (var stream = neighbour.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("There is no file %s beside %s".formatted(path, neighbour));
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read".formatted(path), e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
