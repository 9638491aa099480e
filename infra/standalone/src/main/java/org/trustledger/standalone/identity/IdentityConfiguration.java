package org.trustledger.standalone.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(LoginForm.class)
class IdentityConfiguration {
    /** Public client of the workbench's pages. */
    static final String WORKBENCH = "workbench";

    /** Public client of {@code infra/token}. */
    static final String TERMINAL = "terminal";

    /** Nobody listens there: the terminal reads the code from the redirect itself. */
    static final String TERMINAL_REDIRECT = "http://127.0.0.1/token";

    private static final String AUDIENCE = "trust-ledger";
    private static final String ROLES_CLAIM = "trust_ledger_roles";
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http) {
        http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(Customizer.withDefaults());
                })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(refusals -> refusals.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint(LoginForm.ADDRESS),
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain loginForm(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(LoginForm.ADDRESS, LoginForm.FILES + "*")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .headers(headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives(LoginForm.SECURITY_POLICY)))
                .formLogin(form -> form.loginPage(LoginForm.ADDRESS).permitAll())
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    UserDetailsService people(IdentitySettings settings, PasswordEncoder encoder) {
        return new InMemoryUserDetailsManager(settings.credentials().passwords().entrySet().stream()
                .map(entry -> User.withUsername(entry.getKey().login())
                        .password(encoder.encode(entry.getValue()))
                        .build())
                .toList());
    }

    @Bean
    RegisteredClientRepository clients(IdentitySettings settings, PasswordEncoder encoder) {
        var clients = new ArrayList<RegisteredClient>();
        settings.credentials()
                .secrets()
                .forEach((client, secret) -> clients.add(named(client.id())
                        .clientSecret(encoder.encode(secret))
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .build()));
        clients.add(forPeople(WORKBENCH, settings.office() + "/workbench/_/arrival/workbench")
                .scope(OidcScopes.PROFILE)
                .postLogoutRedirectUri(settings.office() + "/workbench/_/login")
                .build());
        clients.add(forPeople(TERMINAL, TERMINAL_REDIRECT).build());
        return new InMemoryRegisteredClientRepository(clients);
    }

    private static RegisteredClient.Builder forPeople(String id, String redirect) {
        return named(id)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(redirect)
                .scope(OidcScopes.OPENID)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build());
    }

    private static RegisteredClient.Builder named(String id) {
        return RegisteredClient.withId(UUID.randomUUID().toString())
                .clientId(id)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        .build());
    }

    @Bean
    JWKSource<SecurityContext> keys(IdentitySettings settings) {
        return new ImmutableJWKSet<>(new JWKSet(settings.signingKey()));
    }

    @Bean
    AuthorizationServerSettings serverSettings(IdentitySettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> namesAndRoles() {
        return context -> {
            Authentication principal = context.getPrincipal();
            if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue()) && principal != null) {
                Person.called(principal.getName())
                        .ifPresent(person -> context.getClaims().claim(StandardClaimNames.NAME, person.fullName()));
            } else if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                context.getClaims()
                        .audience(List.of(AUDIENCE))
                        .claim(ROLES_CLAIM, principal == null ? List.of() : rolesOf(principal.getName()));
            }
        };
    }

    private static List<String> rolesOf(String name) {
        return Person.called(name)
                .map(Person::roles)
                .orElseGet(() -> Arrays.stream(Client.values())
                        .filter(client -> client.id().equals(name))
                        .findAny()
                        .map(Client::roles)
                        .orElse(List.of()));
    }
}
