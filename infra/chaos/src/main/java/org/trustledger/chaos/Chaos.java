package org.trustledger.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.trustledger.backing.KafkaBroker;

/** The long run by command, and Kafka as a process of its own for it. */
final class Chaos {
    /** First word on the command line of a process that is to be Kafka. */
    static final String KAFKA = "kafka";

    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private Chaos() {}

    static void main(String[] words) throws Exception {
        if (words.length == 4 && words[0].equals(KAFKA)) {
            runKafka(Path.of(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            return;
        }
        var home = Path.of(System.getProperty("trust-ledger.home", ""))
                .toAbsolutePath()
                .normalize();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        try {
            var clock = Clock.systemUTC();
            var arguments = Arguments.parse(home, clock, Arrays.asList(words));
            var report = new LongRun(arguments, clock).go();
            Files.createDirectories(arguments.report().getParent());
            Files.writeString(arguments.report(), report.text());
            System.out.println(report.text());
            System.exit(report.isClean() ? 0 : FAILED);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(WRONG_USE);
        }
    }

    private static void runKafka(Path directory, int port, int controllerPort) {
        try {
            var broker = KafkaBroker.start(directory, port, controllerPort);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(broker::close));
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
