package org.trustledger.command.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How somebody who has logged out here can log out at the identity provider too: by a form, because what tells the
 * provider who they are belongs in no address.
 *
 * @param endSession where the form goes
 * @param idToken its field {@code id_token_hint}
 * @param back its field {@code post_logout_redirect_uri}
 */
public record Farewell(URI endSession, String idToken, String back) {
    private static final String ATTRIBUTE = Farewell.class.getName();
    private static final String END_SESSION = "end_session_endpoint";

    /** Keeps of a session that is about to end what is needed after it. */
    static void note(HttpServletRequest request, ProviderRegistration provider, WorkbenchSettings settings) {
        var presence = Presence.in(request.getSession(false));
        if (presence == null) {
            return;
        }
        var offered = provider.require()
                .getProviderDetails()
                .getConfigurationMetadata()
                .get(END_SESSION);
        if (offered != null) {
            request.setAttribute(
                    ATTRIBUTE,
                    new Farewell(
                            URI.create(offered.toString()),
                            presence.idToken().getTokenValue(),
                            base(request, settings) + Lobby.LOGIN));
        }
    }

    private static String base(HttpServletRequest request, WorkbenchSettings settings) {
        return settings.publicBase() == null
                ? request.getRequestURL().toString().replaceFirst("(?<=[^/:])/.*", "")
                : settings.publicBase().toString();
    }

    /** Null if the provider has no way to log out, or nobody was logged in. */
    static @Nullable Farewell of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Farewell farewell ? farewell : null;
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return endSession.toString();
    }
}
