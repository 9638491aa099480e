package org.trustledger.command.reception;

import java.util.List;

/**
 * What somebody else with the same link, or the same person elsewhere, chose since a form was read.
 *
 * @param choices as they are now
 */
public record Meanwhile(String title, String text, List<Choice> choices) {
    public Meanwhile {
        choices = List.copyOf(choices);
    }

    /** @param name what was chosen */
    public record Choice(String name, String value) {}
}
