package org.trustledger.command.workbench;

import org.jspecify.annotations.Nullable;
import org.trustledger.command.staff.Farewell;

/**
 * The page to log in, and to have logged out.
 *
 * @param start where logging in begins
 * @param farewell what is left to do at the identity provider; null for nothing
 */
public record LoginPage(
        Frame frame, String text, String start, @Nullable Farewell farewell) {}
