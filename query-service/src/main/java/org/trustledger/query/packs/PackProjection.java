package org.trustledger.query.packs;

import static org.trustledger.query.platform.Rows.timestamp;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PublicFact;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.ledger.Filling;
import org.trustledger.query.ledger.Projection;
import org.trustledger.query.ledger.Writing;

/** Keeps the register of issued packs. */
@Component
class PackProjection implements Projection {
    private final JdbcTemplate jdbc;

    PackProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Audit> audit() {
        return Optional.of(new PackAudit());
    }

    /** Tables that are filled have no index yet that would tell a second registration from the first. */
    @Override
    public Filling fill(Writing writing) {
        var registered = new HashSet<String>();
        return new Filling() {
            @Override
            public void on(List<PublicFact> commits) {
                var fresh = commits.stream()
                        .filter(fact -> fact.fact() instanceof PackIssued issued
                                && registered.add(fact.trustCenter() + "/" + issued.pack()))
                        .toList();
                writing.later(() -> PackProjection.this.on(fresh));
            }

            @Override
            public void finish() {
                // Each row went at once.
            }
        };
    }

    @Override
    public void on(List<PublicFact> commits) {
        var rows = commits.stream()
                .filter(fact -> fact.fact() instanceof PackIssued)
                .map(fact -> row(fact, (PackIssued) fact.fact()))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        // The first registration stands: a second one of the same pack would be another file under the same name.
        jdbc.batchUpdate("""
                insert into pack (trust_center, pack, position, issued_at, scope, language, valid_at, recorded_at,
                    content_position, access_position, renderer_version, unsigned_sha256, sealed_sha256, pages, bytes, seal_level,
                    seal_signer, seal_certificate, seal_demonstration)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""", rows);
    }

    static Object[] row(PublicFact fact, PackIssued issued) {
        var identity = issued.identity();
        var seal = issued.seal();
        return new Object[] {
            fact.trustCenter().value(),
            issued.pack(),
            fact.position(),
            timestamp(fact.recordedAt()),
            identity.scope().text(),
            identity.language(),
            timestamp(identity.validAt()),
            timestamp(identity.recordedAt()),
            identity.contentPosition(),
            identity.accessPosition(),
            identity.rendererVersion(),
            issued.unsignedSha256(),
            issued.sealedSha256(),
            issued.pages(),
            issued.bytes(),
            seal.level(),
            seal.signer(),
            seal.certificateSha256(),
            seal.demonstration()
        };
    }
}
