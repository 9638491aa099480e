package org.trustledger.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How one of the three services is run.
 *
 * @param name of its files
 * @param title at the beginning of a sentence
 * @param jar the artifact that production runs
 * @param heap as after {@code -Xmx}
 * @param port of its health
 */
record ServicePlan(String name, String title, Path jar, String heap, int port, Map<String, String> settings) {
    /** Where its configuration is written; secrets are in there and nowhere else. */
    Path configuration(DataDirectory data) {
        return data.config().resolve(name + ".properties");
    }

    Path log(DataDirectory data) {
        return data.logs().resolve(name + ".log");
    }

    /** What its JVM itself has to say, which is little; written anew at each start. */
    Path output(DataDirectory data) {
        return data.logs().resolve(name + ".out");
    }

    List<String> command(DataDirectory data) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:ReservedCodeCacheSize=64m");
        command.add("-XX:MaxDirectMemorySize=64m");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Djava.awt.headless=true");
        command.add("-Dspring.config.additional-location=file:" + configuration(data));
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }
}
