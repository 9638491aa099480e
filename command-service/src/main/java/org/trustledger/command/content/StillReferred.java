package org.trustledger.command.content;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Something would say nothing at a time at which something else refers to it. */
final class StillReferred extends Refusal {
    private static final long serialVersionUID = 1;
    private static final int MOST_TOLD = 500;
    private static final int MOST_NAMED = 5;

    private final transient List<References.Dangling> dangling;

    StillReferred(List<References.Dangling> dangling) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "still-referred",
                "Something still refers to it",
                dangling.stream()
                                .limit(MOST_NAMED)
                                .map(each ->
                                        "%s would not be there, and %s refers to it".formatted(each.item(), each.by()))
                                .collect(Collectors.joining("; ", "", more(dangling.size())))
                        + ". Change or remove what refers first, or keep what it refers to. Nothing was recorded.",
                Map.of("references", dangling.stream().limit(MOST_TOLD).toList()));
        this.dangling = List.copyOf(dangling);
    }

    private static String more(int count) {
        return count > MOST_NAMED ? "; and %d more".formatted(count - MOST_NAMED) : "";
    }

    List<References.Dangling> dangling() {
        return dangling;
    }
}
