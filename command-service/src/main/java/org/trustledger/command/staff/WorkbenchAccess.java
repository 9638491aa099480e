package org.trustledger.command.staff;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import org.apache.catalina.session.TooManyActiveSessionsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.trustledger.command.platform.Problems;

/**
 * People come to the workbench with a browser: they log in at the identity provider (authorisation code with proof
 * key), and a session stands for them, here and nowhere else.
 */
@Configuration(proxyBeanMethods = false)
class WorkbenchAccess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkbenchAccess.class);
    // Parsed as Spring's own dispatch parses it, so that no encoding of a path is one thing here and another there.
    private static final PathPattern WORKBENCH = PathPatternParser.defaultInstance.parse("/workbench/**");
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
            + "img-src 'self'; connect-src 'self'; form-action 'self' %s; base-uri 'none'; frame-ancestors 'none'";
    private static final String FEATURES = "camera=(), geolocation=(), microphone=()";
    private static final String WANTED = WorkbenchAccess.class.getName() + ".wanted";
    private static final long TWO_YEARS = 63_072_000;

    private final Problems problems;

    WorkbenchAccess(Problems problems) {
        this.problems = problems;
    }

    @Bean
    @Order(1)
    SecurityFilterChain workbench(
            HttpSecurity http,
            ObjectProvider<Door> doors,
            ProviderRegistration provider,
            Tokens tokens,
            TokenReader reader,
            Identity identity,
            WorkbenchSettings settings,
            ObjectProvider<FarewellPage> farewell,
            Clock clock) {
        var sessions = new Sessions(provider, tokens, reader, settings, clock);
        var clients = new HttpSessionOAuth2AuthorizedClientRepository();
        var starts = new DefaultOAuth2AuthorizationRequestResolver(provider, parent(Lobby.START));
        starts.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return http.securityMatcher(WorkbenchAccess::isOfTheWorkbench)
                .authorizeHttpRequests(authorize -> {
                    doors.forEach(
                            door -> authorize.requestMatchers(Access.at(door)).access(Doors.keeperOf(door.admits())));
                    // Where there is no door there is no controller either, so staff may be told so.
                    authorize.requestMatchers("/error").permitAll().anyRequest().authenticated();
                })
                .oauth2Login(login -> login.loginPage(Lobby.LOGIN)
                        .clientRegistrationRepository(provider)
                        .authorizedClientRepository(clients)
                        .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(starts))
                        .redirectionEndpoint(endpoint -> endpoint.baseUri(Lobby.ARRIVAL))
                        .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(
                                TokenRequests.by(new RestClientAuthorizationCodeTokenResponseClient())))
                        .userInfoEndpoint(
                                endpoint -> endpoint.oidcUserService(request -> arrive(request, tokens, reader)))
                        .successHandler((request, response, authentication) -> {
                            var client = clients.loadAuthorizedClient(ProviderRegistration.ID, authentication, request);
                            if (client != null && authentication.getPrincipal() instanceof Arrival arrival) {
                                sessions.begin(
                                        request, response, arrival, client.getAccessToken(), client.getRefreshToken());
                                clients.removeAuthorizedClient(
                                        ProviderRegistration.ID, authentication, request, response);
                            }
                            response.sendRedirect(wanted(request));
                        })
                        .failureHandler(this::notLetIn))
                .addFilterAfter(sessions, HeaderWriterFilter.class)
                .addFilterBefore(
                        (request, response, chain) -> {
                            try {
                                if (request instanceof HttpServletRequest web && needsTheProvider(web)) {
                                    provider.require();
                                }
                                chain.doFilter(request, response);
                            } catch (IdentityProviderSilent silent) {
                                silent((HttpServletRequest) request, (HttpServletResponse) response);
                            } catch (TooManyActiveSessionsException full) {
                                crowded((HttpServletRequest) request, (HttpServletResponse) response, full);
                            }
                        },
                        OAuth2AuthorizationRequestRedirectFilter.class)
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(this::notKnown).accessDeniedHandler(this::notAdmitted))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(logout -> logout.logoutUrl(Lobby.LOGOUT)
                        .addLogoutHandler((request, response, who) -> Farewell.note(request, provider, settings))
                        .logoutSuccessHandler((request, response, who) ->
                                farewell.getObject().show(Farewell.of(request), request, response)))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(POLICY.formatted(identity.origin())))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(features -> features.policy(FEATURES))
                        .httpStrictTransportSecurity(hsts -> {
                            if (settings.httpsOnly()) {
                                hsts.requestMatcher(AnyRequestMatcher.INSTANCE).maxAgeInSeconds(TWO_YEARS);
                            } else {
                                hsts.disable();
                            }
                        }))
                .build();
    }

    private static boolean isOfTheWorkbench(HttpServletRequest request) {
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
        return WORKBENCH.matches(PathContainer.parsePath(path));
    }

    private static boolean needsTheProvider(HttpServletRequest request) {
        return request.getRequestURI().equals(Lobby.START)
                || request.getRequestURI().equals(Lobby.ARRIVAL);
    }

    private static String parent(String address) {
        return address.substring(0, address.lastIndexOf('/'));
    }

    /** Who has arrived is whom the access token vouches for, as at every other door. */
    private static OidcUser arrive(OidcUserRequest request, Tokens tokens, TokenReader reader) {
        try {
            var idToken = request.getIdToken();
            return new Arrival(
                    reader.convert(tokens.decode(request.getAccessToken().getTokenValue()))
                            .called(Sessions.nameIn(idToken.getFullName(), idToken.getPreferredUsername())),
                    idToken);
        } catch (BadJwtException bad) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("unusable_access_token", bad.getMessage(), null), bad);
        }
    }

    private void notKnown(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (!isPage(request)) {
            problems.answer(
                    request,
                    response,
                    Problems.of(HttpStatus.UNAUTHORIZED, "Your session has ended. Load the page anew to log in."),
                    HttpHeaders.EMPTY);
        } else if (HttpMethod.GET.matches(request.getMethod())) {
            var query = request.getQueryString();
            request.getSession().setAttribute(WANTED, request.getRequestURI() + (query == null ? "" : "?" + query));
            response.sendRedirect(Lobby.START);
        } else {
            logIn(response, Lobby.Why.EXPIRED);
        }
    }

    /** Where somebody wanted to go before they had to log in. */
    private static String wanted(HttpServletRequest request) {
        var session = request.getSession();
        var wanted = session.getAttribute(WANTED);
        session.removeAttribute(WANTED);
        return wanted instanceof String address ? address : Lobby.WORKBENCH;
    }

    /** Whether a browser asks for a page, and not a script for data. */
    private static boolean isPage(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static void logIn(HttpServletResponse response, Lobby.Why why) throws IOException {
        response.sendRedirect("%s?why=%s".formatted(Lobby.LOGIN, why.name().toLowerCase(Locale.ROOT)));
    }

    private void notLetIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        var error = cause instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : cause.getClass().getSimpleName();
        LOG.info("Somebody was not let in: {}", error);
        switch (error) {
            // Logged in twice in two windows, or the page was open for too long: another try does no harm.
            case "authorization_request_not_found" -> response.sendRedirect(Lobby.WORKBENCH);
            case OAuth2ErrorCodes.ACCESS_DENIED -> logIn(response, Lobby.Why.REFUSED);
            case "IdentityProviderSilent", "invalid_token_response" -> silent(request, response);
            default ->
                problems.answer(
                        request,
                        response,
                        Problems.of(
                                HttpStatus.FORBIDDEN,
                                "What the identity provider says is not accepted (%s): %s"
                                        .formatted(error, cause.getMessage())),
                        HttpHeaders.EMPTY);
        }
    }

    private void silent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        ProblemDetail problem = Problems.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The identity provider does not answer, so nobody can be let in. Try again.");
        problem.setType(URI.create("urn:trust-ledger:problem:identity-provider-silent"));
        problems.answer(request, response, problem, headers);
    }

    private void crowded(HttpServletRequest request, HttpServletResponse response, TooManyActiveSessionsException full)
            throws IOException {
        LOG.warn(
                "Nobody else can log in while there are {} sessions, which trust-ledger.workbench.most-sessions allows",
                full.getMaxActiveSessions());
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "60");
        ProblemDetail problem = Problems.of(
                HttpStatus.SERVICE_UNAVAILABLE, "Too many people are logging in at once. Try again in a minute.");
        problem.setType(URI.create("urn:trust-ledger:problem:too-many-sessions"));
        problems.answer(request, response, problem, headers);
    }

    private void notAdmitted(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        ProblemDetail problem;
        switch (cause) {
            case CsrfException _ -> {
                problem = Problems.of(
                        HttpStatus.FORBIDDEN, "The form did not come from a page of this session. Load the page anew.");
                problem.setType(URI.create("urn:trust-ledger:problem:stale-form"));
            }
            case AuthorizationDeniedException denied
            when denied.getAuthorizationResult() instanceof Doors.Closed closed -> {
                problem = Problems.of(HttpStatus.FORBIDDEN, closed.sentence());
                problem.setType(URI.create("urn:trust-ledger:problem:role-missing"));
                problem.setProperty("roles", closed.wanted());
            }
            default -> problem = Problems.of(HttpStatus.FORBIDDEN, "Your roles do not grant this.");
        }
        problems.answer(request, response, problem, HttpHeaders.EMPTY);
    }
}
