package org.trustledger.command.staff;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

/** A token that was believed. Its name for the log is the actor. */
final class StaffToken extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient StaffMember member;
    private final transient Jwt jwt;

    StaffToken(StaffMember member, Jwt jwt) {
        super(List.of());
        this.member = member;
        this.jwt = jwt;
        setAuthenticated(true);
    }

    @Override
    public StaffMember getPrincipal() {
        return member;
    }

    @Override
    public Jwt getCredentials() {
        return jwt;
    }

    @Override
    public String getName() {
        return member.actor();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StaffToken token && token.member.equals(member) && token.jwt.equals(jwt);
    }

    @Override
    public int hashCode() {
        return member.hashCode();
    }
}
