package org.trustledger.standalone.identity;

import com.nimbusds.jose.jwk.RSAKey;

record IdentitySettings(String issuer, String office, Credentials credentials, RSAKey signingKey) {
    /** Leaves the key and the credentials out. */
    @Override
    public String toString() {
        return issuer;
    }
}
