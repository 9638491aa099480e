package org.trustledger.command.content;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.JsonNode;

/**
 * Takes a spreadsheet with answers from the sending over what its columns mean to the document that becomes of it, for
 * people who come back to it. What they send is theirs alone.
 */
@Component
public class SheetDesk {
    /** How many spreadsheets of one person are kept; the oldest gives way. */
    public static final int MOST_OF_ONE = SentSheets.MOST_OF_ONE;

    private static final int LONGEST_NAME = 200;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final SentSheets sheets;
    private final ContentLoading loading;
    private final ContentReader reader;
    private final ContentDesk desk;
    private final Clock clock;
    private final SheetReader files = new SheetReader();

    SheetDesk(SentSheets sheets, ContentLoading loading, ContentReader reader, ContentDesk desk, Clock clock) {
        this.sheets = sheets;
        this.loading = loading;
        this.reader = reader;
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * An answer as a row has it, in the trust center's first language.
     *
     * @param isNew whether there is none of its id yet
     * @param text Markdown; null for a bare heading
     */
    public record Preview(
            int row,
            String id,
            boolean isNew,
            String question,
            @Nullable String text) {}

    /** The languages in which the trust center writes, its first one first; none before anything was published. */
    public List<String> languages(TrustCenterId trustCenter) {
        return SheetImport.languages(loading.stateOf(trustCenter));
    }

    /**
     * Reads and keeps a spreadsheet, and guesses by their headings what its columns mean.
     *
     * @throws UnreadableSheet if it is none
     * @throws NothingToExport if the trust center has no content yet, and so no categories
     */
    public SentSheet send(TrustCenterId trustCenter, String actor, String name, byte[] bytes) {
        var sheet = files.read(bytes);
        var state = loading.stateOf(trustCenter);
        if (state.isEmpty()) {
            throw new NothingToExport();
        }
        var columns = SheetColumn.guess(sheet.headings(), SheetImport.languages(state));
        var sent = new SentSheet(
                UUID.randomUUID().toString().replace("-", ""),
                trustCenter,
                actor,
                now(),
                name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME),
                columns,
                null,
                SheetImport.of(sheet, columns, state, null, reader, now()).found());
        sheets.keep(sent, bytes);
        return sent;
    }

    /**
     * Looks at the rows again.
     *
     * @param keys what each column means, as {@link SheetColumn#key} has it; what means nothing known is left aside
     * @param reason why the answers are to read so; null if nobody says
     */
    public SentSheet look(SentSheet sent, List<String> keys, @Nullable LocalizedText reason) {
        var state = loading.stateOf(sent.trustCenter());
        var languages = SheetImport.languages(state);
        var sheet = sheet(sent);
        var columns = new ArrayList<SheetColumn>();
        for (var column = 0; column < sheet.headings().size(); column++) {
            var meaning = column < keys.size()
                    ? SheetColumn.read(keys.get(column), languages).orElse(SheetColumn.NOTHING)
                    : SheetColumn.NOTHING;
            columns.add(columns.contains(meaning) ? SheetColumn.NOTHING : meaning);
        }
        var found = SheetImport.of(sheet, columns, state, reason, reader, now()).found();
        var again = new SentSheet(
                sent.id(), sent.trustCenter(), sent.actor(), sent.sentAt(), sent.name(), columns, reason, found);
        sheets.found(again);
        return again;
    }

    /** Some of the answers that its rows change or add. */
    public List<Preview> preview(SentSheet sent, int most) {
        var language = languages(sent.trustCenter()).getFirst();
        return outcome(sent).imported().stream()
                .limit(most)
                .map(answer -> new Preview(
                        answer.row(),
                        answer.after().get("id").asString(),
                        answer.before() == null,
                        Objects.requireNonNullElse(in(language, answer.after().path("question")), ""),
                        in(language, answer.after().path("text"))))
                .toList();
    }

    private static @Nullable String in(String language, JsonNode text) {
        return text.isString() ? text.asString() : text.path(language).asString(null);
    }

    /** Sends the document that becomes of the rows that are right, and so plans it. */
    public SentDocument plan(SentSheet sent, String correlationId) {
        return desk.send(sent.trustCenter(), sent.actor(), outcome(sent).bytes(), false, correlationId);
    }

    private SheetImport.Outcome outcome(SentSheet sent) {
        return SheetImport.of(
                sheet(sent), sent.columns(), loading.stateOf(sent.trustCenter()), sent.reason(), reader, now());
    }

    /** The table itself. */
    public Sheet sheet(SentSheet sent) {
        return files.read(sheets.bytes(sent));
    }

    /**
     * Everything that is wrong with its rows, as comma-separated text (CSV, RFC 4180) in UTF-8 with a byte order mark.
     *
     * @param headings of the columns row, column, value and what is wrong
     */
    public void writeProblems(SentSheet sent, List<String> headings, String language, OutputStream to) {
        try (var out = new OutputStreamWriter(to, StandardCharsets.UTF_8)) {
            out.append(BYTE_ORDER_MARK);
            try (var printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
                printer.printRecord(headings);
                for (var problem : sent.found().problems()) {
                    printer.printRecord(
                            problem.row() == 0 ? "" : problem.row(),
                            disarmed(problem.column()),
                            disarmed(problem.value()),
                            problem.message().in(language, "en"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // A text that a spreadsheet would take for a formula.
    private static String disarmed(@Nullable String text) {
        return text == null ? "" : SheetReader.beginsAFormula(text) ? "'" + text : text;
    }

    /** @throws NoSuchDocument if they have not sent it, or it was forgotten */
    public SentSheet find(TrustCenterId trustCenter, String actor, String id) {
        return sheets.find(trustCenter, actor, id, languages(trustCenter))
                .orElseThrow(() -> new NoSuchDocument(id, SentDocuments.KEPT));
    }

    /** All that somebody sent to a trust center, the newest first. */
    public List<SentSheet> of(TrustCenterId trustCenter, String actor) {
        return sheets.of(trustCenter, actor, languages(trustCenter));
    }

    /** Forgets a spreadsheet. */
    public void discard(SentSheet sent) {
        sheets.discard(sent);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
