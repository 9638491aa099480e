package org.trustledger.command.care;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.trustledger.events.TrustCenterId;

/** The functions that look after answers, as rows: the only place of their names and addresses. */
@Repository
class Owners {
    private final JdbcTemplate jdbc;

    Owners(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** All of a trust center, by name. */
    List<Owner> of(TrustCenterId trustCenter) {
        return jdbc.query(
                "select id, name, mail, language from answer_owner where trust_center = ? order by lower(name), id",
                (row, _) -> new Owner(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                trustCenter.value());
    }

    Optional<Owner> find(TrustCenterId trustCenter, String id) {
        return of(trustCenter).stream().filter(owner -> owner.id().equals(id)).findFirst();
    }

    void add(TrustCenterId trustCenter, Owner owner) {
        jdbc.update(
                "insert into answer_owner (trust_center, id, name, mail, language) values (?, ?, ?, ?, ?)",
                trustCenter.value(),
                owner.id(),
                owner.name(),
                owner.mail(),
                owner.language());
    }

    void change(TrustCenterId trustCenter, Owner owner) {
        jdbc.update(
                "update answer_owner set name = ?, mail = ?, language = ? where trust_center = ? and id = ?",
                owner.name(),
                owner.mail(),
                owner.language(),
                trustCenter.value(),
                owner.id());
    }

    /** Whether it is there, and stays there until the caller's transaction ends. */
    boolean hold(TrustCenterId trustCenter, String id) {
        return !jdbc.query(
                        "select id from answer_owner where trust_center = ? and id = ? for key share",
                        (row, _) -> row.getString(1),
                        trustCenter.value(),
                        id)
                .isEmpty();
    }

    /** Takes hold of it, so that nobody gives it an answer meanwhile; in the caller's transaction. */
    void lock(TrustCenterId trustCenter, String id) {
        jdbc.query(
                "select id from answer_owner where trust_center = ? and id = ? for update",
                (row, _) -> row.getString(1),
                trustCenter.value(),
                id);
    }

    void remove(TrustCenterId trustCenter, String id) {
        jdbc.update("delete from answer_owner where trust_center = ? and id = ?", trustCenter.value(), id);
    }
}
