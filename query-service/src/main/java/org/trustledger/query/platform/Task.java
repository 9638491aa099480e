package org.trustledger.query.platform;

import java.io.PrintStream;
import java.util.Set;

/**
 * Work that is done once and then ends, in a process of its own that serves nobody: {@code java -jar … NAME}. The
 * bean's name is the task's, and {@code application-NAME.yaml} has what is configured otherwise for it.
 */
public interface Task {
    /** It is as it should be. */
    int DONE = 0;

    /** It is not as it should be; what was printed says where. */
    int DISAGREES = 1;

    /** It could not be done or found out. */
    int COULD_NOT = 2;

    /**
     * @param options as given, such as {@code --json}
     * @param out for the person or program that started it, and for nothing else
     * @return the exit code of the process
     */
    int run(Set<String> options, PrintStream out);
}
