package org.trustledger.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param tokenOf whose token to print instead of starting anything
 */
record Options(Path data, Ports ports, boolean empty, Optional<String> tokenOf) {
    private static final int DEFAULT_PORT = 8080;

    static Options parse(Path home, List<String> arguments) {
        var data = home.resolve("data");
        var ports = new Ports(DEFAULT_PORT);
        var empty = false;
        var tokenOf = Optional.<String>empty();
        for (var words = arguments.iterator(); words.hasNext(); ) {
            var word = words.next();
            switch (word) {
                case "--data" -> data = Path.of(value(word, words.hasNext() ? words.next() : ""));
                case "--port" -> ports = Ports.parse(value(word, words.hasNext() ? words.next() : ""));
                case "--token" -> tokenOf = Optional.of(value(word, words.hasNext() ? words.next() : ""));
                case "--empty" -> empty = true;
                default -> throw CannotStart.asked("There is no option %s; --help lists those there are.", word);
            }
        }
        return new Options(data.toAbsolutePath().normalize(), ports, empty, tokenOf);
    }

    private static String value(String option, String value) {
        if (value.isEmpty() || value.startsWith("--")) {
            throw CannotStart.asked("The option %s needs a value after it; --help says which.", option);
        }
        return value;
    }
}
