package org.trustledger.command.staff;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that rested too long, lasted too long, or whose token has run out and cannot be renewed; else keeps
 * whom it stands for as the newest token says.
 */
final class Sessions extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final ProviderRegistration provider;
    private final Tokens tokens;
    private final TokenReader reader;
    private final WorkbenchSettings settings;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final RestClientRefreshTokenTokenResponseClient renewals =
            TokenRequests.by(new RestClientRefreshTokenTokenResponseClient());

    Sessions(
            ProviderRegistration provider, Tokens tokens, TokenReader reader, WorkbenchSettings settings, Clock clock) {
        this.provider = provider;
        this.tokens = tokens;
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
    }

    /** Makes a session of the token that somebody has just arrived with. */
    void begin(
            HttpServletRequest request,
            HttpServletResponse response,
            Arrival arrival,
            OAuth2AccessToken accessToken,
            @Nullable OAuth2RefreshToken refreshToken) {
        Presence.begin(request.getSession(), clock.instant(), settings, arrival.idToken(), accessToken, refreshToken);
        keep(arrival.token(), request, response);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // Style and the page to log in are no sign of life.
        return request.getRequestURI().startsWith(Lobby.ROOT);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        var presence = Presence.in(session);
        if (presence == null || session == null) {
            chain.doFilter(request, response);
            return;
        }
        var before = presence.accessToken();
        var why = presence.seen(clock.instant(), settings, this::renew);
        if (why == null) {
            if (!presence.accessToken().equals(before)) {
                keep(read(presence), request, response);
            }
            chain.doFilter(request, response);
            return;
        }
        session.invalidate();
        SecurityContextHolder.clearContext();
        if (why == Lobby.Why.EXPIRED && HttpMethod.GET.matches(request.getMethod())) {
            // Nothing is lost by asking the provider at once.
            chain.doFilter(request, response);
        } else {
            response.sendRedirect("%s?why=%s".formatted(Lobby.LOGIN, why.name().toLowerCase(Locale.ROOT)));
        }
    }

    private @Nullable OAuth2AccessTokenResponse renew(OAuth2AccessToken old, OAuth2RefreshToken refreshToken) {
        try {
            var renewed = renewals.getTokenResponse(
                    new OAuth2RefreshTokenGrantRequest(provider.require(), old, refreshToken));
            // Only what is believed may go on.
            tokens.decode(renewed.getAccessToken().getTokenValue());
            return renewed;
        } catch (OAuth2AuthorizationException | AuthenticationException | JwtException refused) {
            LOG.info("A session could not be renewed: {}", refused.getMessage());
            return null;
        }
    }

    private StaffToken read(Presence presence) {
        return reader.convert(tokens.decode(presence.accessToken().getTokenValue()))
                .called(nameIn(
                        presence.idToken().getFullName(), presence.idToken().getPreferredUsername()));
    }

    static @Nullable String nameIn(@Nullable String fullName, @Nullable String preferredUsername) {
        return fullName == null ? preferredUsername : fullName;
    }

    private void keep(Authentication who, HttpServletRequest request, HttpServletResponse response) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(who);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
