package org.trustledger.pdf.views;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.DataCenter;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.events.TrustCenterId;

/**
 * A trust center as it was valid at one instant and known at another. Lists are in the order they are printed in.
 *
 * @param contentPosition ledger position of the last content known at {@code recordedAt}
 * @param profile null where the trust center had not begun at {@code validAt}
 */
public record View(
        TrustCenterId trustCenter,
        Instant validAt,
        Instant recordedAt,
        long contentPosition,
        @Nullable Stated<Profile> profile,
        List<Stated<Pillar>> pillars,
        List<Stated<Category>> categories,
        List<Stated<Tag>> tags,
        List<Stated<Answer>> answers,
        List<Stated<AgreementRevision>> agreements,
        List<Stated<Subprocessor>> subprocessors,
        List<Stated<DataCenter>> dataCenters,
        List<Coming> coming,
        List<Ending> ending) {

    public View {
        pillars = List.copyOf(pillars);
        categories = List.copyOf(categories);
        tags = List.copyOf(tags);
        answers = List.copyOf(answers);
        agreements = List.copyOf(agreements);
        subprocessors = List.copyOf(subprocessors);
        dataCenters = List.copyOf(dataCenters);
        coming = List.copyOf(coming);
        ending = List.copyOf(ending);
    }
}
