package org.trustledger.events;

/**
 * A trust pack was sealed, archived and is registered with its digests. Not content: it does not move the content
 * position.
 *
 * @param pack id of the pack, a function of its identity
 * @param unsignedSha256 lower-case hex digest of the bytes before the seal: the same on any machine for one identity
 * @param sealedSha256 lower-case hex digest of the file as archived and handed out
 * @param bytes size of the sealed file
 */
public record PackIssued(
        String pack,
        PackIdentity identity,
        String unsignedSha256,
        String sealedSha256,
        int pages,
        long bytes,
        Seal seal)
        implements Fact {}
