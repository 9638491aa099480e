package org.trustledger.pdf.typesetting;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.TrustCenterId;
import org.trustledger.pdf.views.View;
import org.trustledger.pdf.views.ViewJson;

/** The content of the pack for machines, as embedded in the PDF. */
@JsonPropertyOrder({"format", "pack", "trustCenter", "identity", "view"})
record DataSheet(String format, String pack, TrustCenterId trustCenter, PackIdentity identity, View view) {
    private static final String FORMAT = "urn:trust-ledger:pack:1";

    DataSheet(PackOrder order, View view) {
        this(FORMAT, order.pack(), order.trustCenter(), order.identity(), view);
    }

    /** The same bytes for equal content: fields in the order of the records, lists in the order of the pages. */
    byte[] bytes(ViewJson json) {
        return json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }
}
