package org.trustledger.command.staff;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/**
 * Believes tokens of one issuer for one audience. Asks the issuer for its keys at the first token, not at the start.
 */
@Component
final class Tokens implements JwtDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

    private final JwtDecoder decoder;

    Tokens(Identity identity) {
        decoder = new SupplierJwtDecoder(() -> {
            var keys = NimbusJwtDecoder.withIssuerLocation(identity.issuerText())
                    .restOperations(new RestTemplate(impatient()))
                    .build();
            keys.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    JwtValidators.createDefaultWithIssuer(identity.issuerText()),
                    new JwtClaimValidator<List<String>>(
                            JwtClaimNames.AUD, audience -> audience != null && audience.contains(identity.audience())),
                    new JwtClaimValidator<String>(JwtClaimNames.SUB, subject -> subject != null),
                    new JwtClaimValidator<Object>(JwtClaimNames.EXP, expiry -> expiry != null)));
            return keys;
        });
    }

    /** Requests to the provider that give up soon. */
    static SimpleClientHttpRequestFactory impatient() {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(Duration.ofSeconds(2));
        requests.setReadTimeout(Duration.ofSeconds(5));
        return requests;
    }

    @Override
    public Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException bad) {
            throw bad;
        } catch (JwtDecoderInitializationException | JwtException silent) {
            LOG.warn("No token can be checked: {}", silent.getMessage());
            throw new IdentityProviderSilent(silent);
        }
    }
}
