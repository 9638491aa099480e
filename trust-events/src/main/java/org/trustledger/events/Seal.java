package org.trustledger.events;

/**
 * What the pack was sealed with.
 *
 * @param level PAdES baseline level (ETSI EN 319 142-1), such as {@code PAdES-B-B}
 * @param signer distinguished name (RFC 4514) of the sealing certificate
 * @param certificateSha256 lower-case hex digest of that certificate's DER bytes
 * @param demonstration whether the key is one that was made on the spot and vouches for nobody
 */
public record Seal(String level, String signer, String certificateSha256, boolean demonstration) {}
