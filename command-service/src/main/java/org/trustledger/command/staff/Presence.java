package org.trustledger.command.staff;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/** How long somebody has been at the workbench in a session, and by which tokens. Never leaves the session. */
final class Presence {
    private static final String ATTRIBUTE = Presence.class.getName();
    /** The server forgets a session itself some time after we would have ended it with a word. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final Instant since;
    private final OidcIdToken idToken;
    private Instant lastSeen;
    private OAuth2AccessToken accessToken;
    private @Nullable OAuth2RefreshToken refreshToken;

    private Presence(
            Instant now,
            OidcIdToken idToken,
            OAuth2AccessToken accessToken,
            @Nullable OAuth2RefreshToken refreshToken) {
        this.since = now;
        this.lastSeen = now;
        this.idToken = idToken;
        this.accessToken = accessToken;
        this.refreshToken = refreshToken;
    }

    static void begin(
            HttpSession session,
            Instant now,
            WorkbenchSettings settings,
            OidcIdToken idToken,
            OAuth2AccessToken accessToken,
            @Nullable OAuth2RefreshToken refreshToken) {
        session.setAttribute(ATTRIBUTE, new Presence(now, idToken, accessToken, refreshToken));
        session.setMaxInactiveInterval((int) settings.idleTimeout().plus(GRACE).toSeconds());
    }

    static @Nullable Presence in(@Nullable HttpSession session) {
        return session != null && session.getAttribute(ATTRIBUTE) instanceof Presence presence ? presence : null;
    }

    /**
     * Notes that they are here, if they still may be.
     *
     * @param renewal makes a new access token of a refresh token; null if the provider gives none
     * @return why they may not be here; null if they may
     */
    synchronized Lobby.@Nullable Why seen(
            Instant now,
            WorkbenchSettings settings,
            BiFunction<OAuth2AccessToken, OAuth2RefreshToken, @Nullable OAuth2AccessTokenResponse> renewal) {
        if (now.isAfter(since.plus(settings.absoluteTimeout()))) {
            return Lobby.Why.TOO_LONG;
        }
        if (now.isAfter(lastSeen.plus(settings.idleTimeout()))) {
            return Lobby.Why.IDLE;
        }
        lastSeen = now;
        var end = accessToken.getExpiresAt();
        if (end == null || now.isBefore(end)) {
            return null;
        }
        var renewed = refreshToken == null ? null : renewal.apply(accessToken, refreshToken);
        if (renewed == null) {
            return Lobby.Why.EXPIRED;
        }
        accessToken = renewed.getAccessToken();
        refreshToken = Objects.requireNonNullElse(renewed.getRefreshToken(), refreshToken);
        return null;
    }

    /** When they came. */
    Instant since() {
        return since;
    }

    /** The same object for as long as the token is. */
    synchronized OAuth2AccessToken accessToken() {
        return accessToken;
    }

    OidcIdToken idToken() {
        return idToken;
    }
}
