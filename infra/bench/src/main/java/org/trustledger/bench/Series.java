package org.trustledger.bench;

import java.util.List;
import java.util.Locale;

/** What was measured round after round. */
record Series(List<Double> values) {
    Series {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        values = List.copyOf(values);
    }

    double median() {
        return quantile(0.5);
    }

    double least() {
        return quantile(0);
    }

    double most() {
        return quantile(1);
    }

    /** Between two values of the sorted series the nearer one counts more. */
    double quantile(double share) {
        var sorted = values.stream().sorted().toList();
        var place = share * (sorted.size() - 1);
        var below = (int) Math.floor(place);
        var above = (int) Math.ceil(place);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    /** The ratios of values that were measured next to each other. */
    Series over(Series others) {
        var ratios = new java.util.ArrayList<Double>();
        for (var i = 0; i < Math.min(values.size(), others.values.size()); i++) {
            ratios.add(values.get(i) / others.values.get(i));
        }
        return new Series(ratios);
    }

    /** Median and spread: {@code 1234 (1200–1300)}. */
    String text() {
        return "%s (%s–%s)".formatted(number(median()), number(least()), number(most()));
    }

    private static String number(double value) {
        var magnitude = Math.abs(value);
        return String.format(
                Locale.ROOT,
                magnitude >= 100 ? "%,.0f" : magnitude >= 10 ? "%.1f" : magnitude >= 0.1 ? "%.2f" : "%.4f",
                value);
    }
}
