package org.trustledger.pdf.platform;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/**
 * The press's own access token, by client credentials. The identity provider is asked at the first use, so that the
 * press can start before it.
 */
public final class OfficeToken {
    private static final String REGISTRATION = "press";

    private final PressSettings.Identity identity;
    private final AtomicReference<@Nullable AuthorizedClientServiceOAuth2AuthorizedClientManager> known =
            new AtomicReference<>();

    public OfficeToken(PressSettings.Identity identity) {
        this.identity = identity;
    }

    /** @throws NotNow if the identity provider is away or gives none */
    public String value() {
        try {
            var principal = UsernamePasswordAuthenticationToken.authenticated(
                    identity.clientId(), "", AuthorityUtils.NO_AUTHORITIES);
            var client = manager()
                    .authorize(OAuth2AuthorizeRequest.withClientRegistrationId(REGISTRATION)
                            .principal(principal)
                            .build());
            if (client == null) {
                throw new NotNow("The identity provider %s gave no token".formatted(identity.issuer()));
            }
            return client.getAccessToken().getTokenValue();
        } catch (NotNow e) {
            throw e;
        } catch (RuntimeException e) {
            // The client library answers an absent provider, a wrong secret and a broken answer with many exceptions;
            // each of them may be mended from outside while we wait.
            throw new NotNow(
                    "No token from the identity provider %s: %s".formatted(identity.issuer(), e.getMessage()), e);
        }
    }

    /** The office did not accept the token: the next one is asked for anew, with the provider's present settings. */
    public void forget() {
        known.set(null);
    }

    private AuthorizedClientServiceOAuth2AuthorizedClientManager manager() {
        var manager = known.get();
        if (manager == null) {
            manager = discover();
            known.set(manager);
        }
        return manager;
    }

    private AuthorizedClientServiceOAuth2AuthorizedClientManager discover() {
        var registration = ClientRegistrations.fromIssuerLocation(
                        identity.issuer().toString())
                .registrationId(REGISTRATION)
                .clientId(identity.clientId())
                .clientSecret(identity.clientSecret())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build();
        var registrations = new InMemoryClientRegistrationRepository(registration);
        var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(
                registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .clientCredentials()
                .build());
        return manager;
    }
}
