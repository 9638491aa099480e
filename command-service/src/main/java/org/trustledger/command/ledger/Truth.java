package org.trustledger.command.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;

/** Reads facts as they would be told to everybody: for staff, who may read what readers may not. */
public final class Truth {
    /** What {@link #in} needs of a fact, to be followed by conditions; the fact is {@code f}. */
    public static final String SELECT = "select f.bytes as told, w.bytes as withheld ";

    /** Where it stands. */
    public static final String FROM =
            "from public_fact f left join withheld_part w on w.trust_center = f.trust_center and w.position = f.position ";

    private Truth() {}

    /**
     * The fact of a row with the columns of {@link #SELECT}.
     *
     * @throws IllegalStateException if it withholds what is not there: whoever went on from it would take it for a
     *     removal
     */
    public static PublicFact in(ResultSet row, FactCodec codec) throws SQLException {
        var told = codec.read(row.getBytes("told"));
        var withheld = row.getBytes("withheld");
        if (withheld != null) {
            return told.saying(WithheldParts.read(codec, withheld));
        }
        if (WithheldParts.sha256Of(told.fact()) instanceof String digest) {
            throw new IllegalStateException(
                    "What position %d of %s withholds (sha256 %s) is not in the store: restore it from a backup"
                            .formatted(told.position(), told.trustCenter(), digest));
        }
        return told;
    }
}
