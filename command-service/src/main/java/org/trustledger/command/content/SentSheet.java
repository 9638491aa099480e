package org.trustledger.command.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.TrustCenterId;

/**
 * A spreadsheet that somebody sent, without its bytes.
 *
 * @param id 32 hex digits
 * @param name of its file
 * @param columns what each of its columns means
 * @param reason why the answers are to read so; null as long as nobody has said
 * @param found what its rows came to when they were looked at last
 */
public record SentSheet(
        String id,
        TrustCenterId trustCenter,
        String actor,
        Instant sentAt,
        String name,
        List<SheetColumn> columns,
        @Nullable LocalizedText reason,
        SheetFound found) {
    public SentSheet {
        columns = List.copyOf(columns);
    }
}
