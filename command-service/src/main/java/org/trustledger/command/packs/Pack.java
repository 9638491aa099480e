package org.trustledger.command.packs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.TrustCenterId;

/** One pack as its history tells, and what may become of it. */
public sealed interface Pack {
    /** The kind of item a pack is in the ledger. */
    String KIND = "packs";

    /** Nobody asked for it. */
    record Unknown() implements Pack {}

    /** The press has it to do. */
    record Requested(PackRequested request) implements Pack {}

    /** It is registered: its digests are for ever. */
    record Issued(PackIssued fact) implements Pack {}

    /** The press gave up. */
    record Failed(PackRequested request, String problem) implements Pack {}

    /** The id of the pack with this identity: the first 32 hex digits of a SHA-256 over its parts. */
    static String idOf(TrustCenterId trustCenter, PackIdentity identity) {
        var parts = "%s|%s|%s|%s|%d|%s%s"
                .formatted(
                        trustCenter,
                        identity.scope().text(),
                        identity.language(),
                        identity.validAt(),
                        identity.contentPosition(),
                        identity.rendererVersion(),
                        // As long as everything was public there was no such part, and those packs keep their ids.
                        identity.accessPosition() == 0 ? "" : "|" + identity.accessPosition());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(parts.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static Pack of(List<?> history) {
        Pack pack = new Unknown();
        for (var event : history) {
            pack = pack.evolve(event);
        }
        return pack;
    }

    default Pack evolve(Object event) {
        return switch (event) {
            case PackRequested request -> new Requested(request);
            case PackIssued fact -> new Issued(fact);
            case PackFailed failure
            when this instanceof Requested(var request) -> new Failed(request, failure.problem());
            default -> throw new IllegalStateException("%s cannot happen to %s".formatted(event, this));
        };
    }

    /** Asking for what is under way or there is no new request; asking for what failed is. */
    default List<PackRequested> decide(PackRequested request) {
        return switch (this) {
            case Unknown _, Failed _ -> List.of(request);
            case Requested _, Issued _ -> List.of();
        };
    }

    /**
     * @throws PackNeverRequested if nobody asked for it
     * @throws UnusableReport if it was made by another version of the press than the one asked
     * @throws PackIssuedOtherwise if it is registered with other digests
     */
    default List<PackIssued> decide(RegisterPack report) {
        return switch (this) {
            case Unknown _ -> throw new PackNeverRequested(report.pack());
            case Requested(var request) -> issued(request, report);
            // A press that was given up on may still have finished.
            case Failed failed -> issued(failed.request(), report);
            case Issued(var fact) -> {
                // Refused, not replaced: readers may hold the file whose digest is registered.
                if (!fact.sealedSha256().equals(report.sealedSha256())
                        || !fact.unsignedSha256().equals(report.unsignedSha256())) {
                    throw new PackIssuedOtherwise(report.pack(), fact.sealedSha256());
                }
                yield List.of();
            }
        };
    }

    private static List<PackIssued> issued(PackRequested request, RegisterPack report) {
        var wanted = request.identity().rendererVersion();
        if (!wanted.equals(report.rendererVersion())) {
            throw new UnusableReport(List.of("rendererVersion is '%s', but the pack was asked of version '%s'"
                    .formatted(report.rendererVersion(), wanted)));
        }
        return List.of(new PackIssued(
                report.pack(),
                request.identity(),
                report.unsignedSha256(),
                report.sealedSha256(),
                report.pages(),
                report.bytes(),
                report.seal()));
    }

    /**
     * @throws PackNeverRequested if nobody asked for it
     * @throws PackIssuedOtherwise if it is registered already
     */
    default List<PackFailed> decide(ReportFailure report) {
        return switch (this) {
            case Unknown _ -> throw new PackNeverRequested(report.pack());
            case Requested _ -> List.of(new PackFailed(report.pack(), report.problem()));
            case Failed _ -> List.of();
            case Issued(var fact) -> throw new PackIssuedOtherwise(report.pack(), fact.sealedSha256());
        };
    }
}
