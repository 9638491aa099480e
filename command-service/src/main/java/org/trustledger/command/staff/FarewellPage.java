package org.trustledger.command.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What somebody sees who has logged out. */
public interface FarewellPage {
    /** @param farewell null if nothing is left to do at the identity provider */
    void show(@Nullable Farewell farewell, HttpServletRequest request, HttpServletResponse response) throws IOException;
}
