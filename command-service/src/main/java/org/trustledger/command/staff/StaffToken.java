package org.trustledger.command.staff;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

/** A token that was believed, sent along or kept in a session. Its name for the log is the actor. */
public final class StaffToken extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient StaffMember member;
    private final transient Jwt jwt;
    private final transient @Nullable String shownName;

    StaffToken(StaffMember member, Jwt jwt) {
        this(member, jwt, jwt.getClaimAsString("name"));
    }

    private StaffToken(StaffMember member, Jwt jwt, @Nullable String shownName) {
        super(List.of());
        this.member = member;
        this.jwt = jwt;
        this.shownName = shownName;
        setAuthenticated(true);
    }

    /** The same for somebody whom the provider calls so. */
    StaffToken called(@Nullable String name) {
        return name == null ? this : new StaffToken(member, jwt, name);
    }

    /** What the provider calls this person, if it says; to be shown to that person and to nobody and nothing else. */
    public @Nullable String shownName() {
        return shownName;
    }

    @Override
    public StaffMember getPrincipal() {
        return member;
    }

    /** The token itself; must not leave this process. */
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
