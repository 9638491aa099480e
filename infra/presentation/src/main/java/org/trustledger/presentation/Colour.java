package org.trustledger.presentation;

import java.util.Optional;
import java.util.regex.Pattern;

/** A colour on a screen, and how well it is read on another one. */
public record Colour(int red, int green, int blue) {
    /** The least contrast that WCAG 2.2 lets text have (1.4.3). */
    public static final double READABLE = 4.5;

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int RADIX = 16;

    /** @param hex as in {@code #12456b}; anything else gives none */
    public static Optional<Colour> of(String hex) {
        if (!HEX.matcher(hex).matches()) {
            return Optional.empty();
        }
        var value = Integer.parseInt(hex.substring(1), RADIX);
        return Optional.of(new Colour(value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff));
    }

    /** From 1 to 21, whichever of the two is the text. */
    public double contrast(Colour other) {
        var one = luminance();
        var two = other.luminance();
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    // As WCAG 2.2 defines relative luminance.
    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    @Override
    public String toString() {
        return "#%02x%02x%02x".formatted(red, green, blue);
    }
}
