package org.trustledger.command.staff;

import org.springframework.security.core.AuthenticationException;

/** Nobody can be told apart just now, because the provider does not answer. Not the caller's fault. */
final class IdentityProviderSilent extends AuthenticationException {
    private static final long serialVersionUID = 1;

    IdentityProviderSilent(Throwable cause) {
        super("The identity provider does not answer", cause);
    }
}
