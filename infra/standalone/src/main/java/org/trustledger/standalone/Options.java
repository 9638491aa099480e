package org.trustledger.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What was asked for on the command line.
 *
 * @param office settings of the office, in place of those it is started with
 * @param tokenOf whose token to print instead of starting anything
 */
record Options(Path data, Ports ports, boolean empty, Map<String, String> office, Optional<String> tokenOf) {
    private static final Pattern SETTING = Pattern.compile("([a-z0-9]+(?:[.-][a-z0-9]+|\\[\\d+])+)=(.+)");
    private static final int DEFAULT_PORT = 8080;

    Options {
        office = Map.copyOf(office);
    }

    static Options parse(Path home, List<String> arguments) {
        var data = home.resolve("data");
        var ports = new Ports(DEFAULT_PORT);
        var empty = false;
        var office = new HashMap<String, String>();
        var tokenOf = Optional.<String>empty();
        for (var words = arguments.iterator(); words.hasNext(); ) {
            var word = words.next();
            switch (word) {
                case "--data" -> data = Path.of(value(word, words.hasNext() ? words.next() : ""));
                case "--port" -> ports = Ports.parse(value(word, words.hasNext() ? words.next() : ""));
                case "--token" -> tokenOf = Optional.of(value(word, words.hasNext() ? words.next() : ""));
                case "--office" -> {
                    var setting = setting(value(word, words.hasNext() ? words.next() : ""));
                    office.put(setting.group(1), setting.group(2));
                }
                case "--empty" -> empty = true;
                default -> throw CannotStart.asked("There is no option %s; --help lists those there are.", word);
            }
        }
        return new Options(data.toAbsolutePath().normalize(), ports, empty, office, tokenOf);
    }

    private static MatchResult setting(String text) {
        var setting = SETTING.matcher(text);
        if (!setting.matches()) {
            throw CannotStart.asked(
                    "The option --office takes a setting such as trust-ledger.webhooks.allowed-hosts=localhost, not '%s'.",
                    text);
        }
        return setting;
    }

    private static String value(String option, String value) {
        if (value.isEmpty() || value.startsWith("--")) {
            throw CannotStart.asked("The option %s needs a value after it; --help says which.", option);
        }
        return value;
    }
}
