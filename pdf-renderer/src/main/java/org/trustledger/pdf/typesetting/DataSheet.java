package org.trustledger.pdf.typesetting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.TrustCenterId;
import org.trustledger.pdf.views.Copy;
import org.trustledger.pdf.views.Differing;
import org.trustledger.pdf.views.View;
import org.trustledger.pdf.views.ViewJson;

/** The content of the pack for machines, as embedded in the PDF. */
@JsonPropertyOrder({"format", "pack", "trustCenter", "identity", "view", "differences"})
record DataSheet(
        String format,
        String pack,
        TrustCenterId trustCenter,
        PackIdentity identity,
        View view,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Differing> differences) {
    private static final String FORMAT = "urn:trust-ledger:pack:1";

    DataSheet(PackOrder order, Copy copy) {
        this(FORMAT, order.pack(), order.trustCenter(), order.identity(), copy.view(), copy.differing());
    }

    /** The same bytes for equal content: fields in the order of the records, lists in the order of the pages. */
    byte[] bytes(ViewJson json) {
        return json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }
}
