package org.trustledger.command.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trustledger.command.platform.Problems;

/** Nobody gets in except through a {@link Door}. */
@Configuration(proxyBeanMethods = false)
class Access {
    private static final RequestMatcher RECEPTION =
            PathPatternRequestMatcher.withDefaults().matcher("/reception/**");

    // Both on the management port alone; whom that one admits is the network's business.
    @Bean
    Door healthDoor() {
        return Door.openToEverybody(HttpMethod.GET, "/actuator/health/**");
    }

    @Bean
    Door metricsDoor() {
        return Door.openToEverybody(HttpMethod.GET, "/actuator/prometheus");
    }

    @Bean
    @Order(2)
    SecurityFilterChain house(
            HttpSecurity http,
            ObjectProvider<Door> doors,
            Tokens tokens,
            TokenReader reader,
            Identity identity,
            Problems problems) {
        return http.authorizeHttpRequests(requests -> {
                    doors.forEach(door -> requests.requestMatchers(at(door)).access(Doors.keeperOf(door.admits())));
                    // Where there is no door there is no controller either (see everyAddressHasADoor), so staff may be
                    // told 404 or 405; strangers learn nothing.
                    requests.requestMatchers("/error").permitAll().anyRequest().authenticated();
                })
                .oauth2ResourceServer(server -> server.jwt(
                                jwt -> jwt.decoder(tokens).jwtAuthenticationConverter(reader))
                        .authenticationEntryPoint(
                                (request, response, cause) -> notKnown(request, response, cause, identity, problems))
                        .accessDeniedHandler((request, response, cause) -> notAdmitted(response, cause, problems)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, cause) -> notKnown(request, response, cause, identity, problems))
                        .accessDeniedHandler((request, response, cause) -> notAdmitted(response, cause, problems)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie ever says who somebody is, so no other site can borrow it.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .build();
    }

    @Bean
    SmartInitializingSingleton everyAddressHasADoor(
            RequestMappingHandlerMapping requestMappingHandlerMapping, ObjectProvider<Door> doors) {
        return () -> Doors.requireOneFor(
                addresses(requestMappingHandlerMapping), doors.stream().toList());
    }

    private static List<Doors.Address> addresses(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(handler -> !ErrorController.class.isAssignableFrom(
                        handler.getValue().getBeanType()))
                .map(Map.Entry::getKey)
                .flatMap(address -> address.getPatternValues().stream().flatMap(path -> {
                    var methods = address.getMethodsCondition().getMethods();
                    return methods.isEmpty()
                            ? Stream.of(new Doors.Address("any method", path))
                            : methods.stream().map(method -> new Doors.Address(method.name(), path));
                }))
                .toList();
    }

    static RequestMatcher at(Door door) {
        var path = PathPatternRequestMatcher.withDefaults().matcher(door.path());
        return new RequestMatcher() {
            @Override
            public boolean matches(HttpServletRequest request) {
                return matcher(request).isMatch();
            }

            @Override
            public MatchResult matcher(HttpServletRequest request) {
                return opens(door.method(), request.getMethod()) ? path.matcher(request) : MatchResult.notMatch();
            }
        };
    }

    // Spring answers HEAD wherever it answers GET.
    private static boolean opens(HttpMethod door, String asked) {
        return door.matches(asked) || (door.equals(HttpMethod.GET) && HttpMethod.HEAD.matches(asked));
    }

    private static void notKnown(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException cause,
            Identity identity,
            Problems problems)
            throws IOException {
        if (RECEPTION.matches(request)
                && !(cause instanceof InvalidBearerTokenException || cause instanceof IdentityProviderSilent)) {
            // Nobody logs in there, and how the house does is nothing for visitors.
            response.sendError(HttpStatus.NOT_FOUND.value());
            return;
        }
        var headers = new HttpHeaders();
        ProblemDetail problem;
        switch (cause) {
            case IdentityProviderSilent _ -> {
                headers.set(HttpHeaders.RETRY_AFTER, "5");
                problem = Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The identity provider does not answer, so your token cannot be checked. Try again.");
            }
            case InvalidBearerTokenException bad -> {
                headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
                problem = Problems.of(
                        HttpStatus.UNAUTHORIZED,
                        "The token is not accepted: %s. Get one of %s for the audience '%s'."
                                .formatted(bad.getMessage(), identity.issuerText(), identity.audience()));
            }
            default -> {
                headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                problem = Problems.of(
                        HttpStatus.UNAUTHORIZED,
                        "This needs a bearer token of %s for the audience '%s'."
                                .formatted(identity.issuerText(), identity.audience()));
            }
        }
        problems.answer(response, problem, headers);
    }

    private static void notAdmitted(HttpServletResponse response, AccessDeniedException cause, Problems problems)
            throws IOException {
        var detail = cause instanceof AuthorizationDeniedException denied
                        && denied.getAuthorizationResult() instanceof Doors.Closed closed
                ? closed.sentence()
                : "Your token does not grant this.";
        problems.answer(response, Problems.of(HttpStatus.FORBIDDEN, detail), HttpHeaders.EMPTY);
    }
}
