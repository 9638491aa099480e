package org.trustledger.command.platform;

import java.io.PrintStream;
import org.springframework.boot.ApplicationArguments;

/** What is done once on the command line instead of serving. */
@FunctionalInterface
public interface Task {
    /** All is as it should be. */
    int AGREES = 0;

    /** It is not, and the output says where. */
    int DISAGREES = 1;

    /** It could not be found out. */
    int UNKNOWN = 2;

    /**
     * @param arguments all after the task's name; those that are settings are in force already
     * @param out for the result alone
     * @return the exit code of the process
     * @throws Exception whose message says in a sentence what was in the way; the exit code is then {@link #UNKNOWN}
     */
    int run(ApplicationArguments arguments, PrintStream out) throws Exception;
}
