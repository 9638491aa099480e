package org.trustledger.query.views;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.DataCenter;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.statements.Ending;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;

/** A trust center as programs read it. */
@JsonPropertyOrder({"trustCenter", "validAt", "recordedAt", "position", "contentPosition", "accessPosition"})
public record TrustCenterView(
        TrustCenterId trustCenter,
        Instant validAt,
        Instant recordedAt,
        long position,
        long contentPosition,
        long accessPosition,
        @Nullable Stated<Profile> profile,
        List<Stated<Pillar>> pillars,
        List<Stated<Category>> categories,
        List<Stated<Tag>> tags,
        List<Stated<Answer>> answers,
        List<Stated<AgreementRevision>> agreements,
        List<Stated<Subprocessor>> subprocessors,
        List<Stated<DataCenter>> dataCenters,
        List<Coming> coming,
        List<End> ending) {

    /** A statement that is known but does not apply yet. */
    public record Coming(Kind kind, Stated<?> stated) {
        public static Coming of(Stated<?> stated) {
            return new Coming(stated.kind(), stated);
        }
    }

    /**
     * A statement that will apply no longer from its end on, and no other of its item in its place.
     *
     * @param reason why it ends
     * @param position of the fact that says so
     */
    public record End(Kind kind, Stated<?> stated, LocalizedText reason, long position) {
        public static End of(Ending ending) {
            return new End(ending.stated().kind(), ending.stated(), ending.reason(), ending.position());
        }
    }

    /** What there is at the point in time, and what is known then to come and to end. */
    public static TrustCenterView of(
            TrustCenterId trustCenter,
            PointInTime point,
            Contents contents,
            List<Stated<?>> coming,
            List<Ending> ending) {
        return new TrustCenterView(
                trustCenter,
                point.validAt(),
                point.recordedAt(),
                point.head().position(),
                point.head().contentPosition(),
                point.head().accessPosition(),
                contents.profile(),
                contents.pillars(),
                contents.categories(),
                contents.tags(),
                contents.answers(),
                contents.agreements(),
                contents.subprocessors(),
                contents.dataCenters(),
                coming.stream().map(Coming::of).toList(),
                ending.stream().map(End::of).toList());
    }
}
