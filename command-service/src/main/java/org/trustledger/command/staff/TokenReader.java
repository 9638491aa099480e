package org.trustledger.command.staff;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.trustledger.events.TrustCenterId;

/** Reads from a token who somebody is here. A claim that names no role of ours grants nothing. */
@Component
final class TokenReader implements Converter<Jwt, StaffToken> {
    private final Identity identity;
    private final Actors actors;

    TokenReader(Identity identity, Actors actors) {
        this.identity = identity;
        this.actors = actors;
    }

    @Override
    public StaffToken convert(Jwt token) {
        var actor = actors.of(identity.issuerText(), subject(token));
        return new StaffToken(new StaffMember(actor, roles(token)), token);
    }

    static String subject(Jwt token) {
        return Objects.requireNonNull(token.getSubject(), "A token without a subject was refused before");
    }

    private Map<String, Set<Role>> roles(Jwt token) {
        var roles = new HashMap<String, Set<Role>>();
        if (token.getClaims().get(identity.rolesClaim()) instanceof List<?> claims) {
            for (var claim : claims) {
                var parts = String.valueOf(claim).split(":", 2);
                if (parts.length == 2 && (parts[0].equals(StaffMember.EVERYWHERE) || TrustCenterId.isValid(parts[0]))) {
                    Role.claimed(parts[1])
                            .ifPresent(role -> roles.computeIfAbsent(parts[0], _ -> EnumSet.noneOf(Role.class))
                                    .add(role));
                }
            }
        }
        return Map.copyOf(roles);
    }
}
