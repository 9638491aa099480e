package org.trustledger.operating;

import java.util.List;
import org.springframework.boot.ExitCodeGenerator;

/** Settings with which the service does not start. */
final class UnusableSettings extends RuntimeException implements ExitCodeGenerator {
    private static final long serialVersionUID = 1;
    private static final int WRONG_USE = 2;

    /** @param sentences one for each setting: its key, its value unless that is a secret, and what is allowed */
    UnusableSettings(List<String> sentences) {
        super(String.join(" ", sentences), null, true, false);
    }

    @Override
    public int getExitCode() {
        return WRONG_USE;
    }
}
