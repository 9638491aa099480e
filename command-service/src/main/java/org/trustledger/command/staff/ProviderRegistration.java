package org.trustledger.command.staff;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/** What the identity provider says of itself. It is asked at the first login, not at the start. */
@Component
final class ProviderRegistration implements ClientRegistrationRepository {
    static final String ID = "workbench";

    private static final Logger LOG = LoggerFactory.getLogger(ProviderRegistration.class);
    private static final String METADATA = "/.well-known/openid-configuration";

    private final Identity identity;
    private final WorkbenchSettings settings;
    private final RestTemplate http = new RestTemplate(Tokens.impatient());
    private final AtomicReference<@Nullable ClientRegistration> known = new AtomicReference<>();

    ProviderRegistration(Identity identity, WorkbenchSettings settings) {
        this.identity = identity;
        this.settings = settings;
    }

    /** @throws IdentityProviderSilent if the provider was never heard and does not answer now */
    ClientRegistration require() {
        var registration = known.get();
        if (registration == null) {
            registration = discover();
            known.set(registration);
        }
        return registration;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) ? require() : null;
    }

    private ClientRegistration discover() {
        var base = settings.publicBase() == null
                ? "{baseUrl}"
                : settings.publicBase().toString();
        try {
            return ClientRegistrations.fromOidcConfiguration(metadata())
                    .registrationId(ID)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .clientAuthenticationMethod(
                            settings.clientSecret().isEmpty()
                                    ? ClientAuthenticationMethod.NONE
                                    : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .redirectUri(base + Lobby.ARRIVAL)
                    .scope(OidcScopes.OPENID, OidcScopes.PROFILE)
                    .build();
        } catch (RestClientException | IllegalArgumentException silent) {
            LOG.warn("Nobody can log in: {}", silent.getMessage());
            throw new IdentityProviderSilent(silent);
        }
    }

    private Map<String, Object> metadata() {
        var answer = http.exchange(
                        identity.issuerText().replaceFirst("/$", "") + METADATA,
                        HttpMethod.GET,
                        null,
                        new ParameterizedTypeReference<Map<String, Object>>() {})
                .getBody();
        if (answer == null || !identity.issuerText().equals(answer.get("issuer"))) {
            throw new IllegalArgumentException("%s says it is the issuer '%s'"
                    .formatted(identity.issuerText(), answer == null ? "" : answer.get("issuer")));
        }
        return answer;
    }
}
