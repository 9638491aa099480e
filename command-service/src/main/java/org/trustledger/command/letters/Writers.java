package org.trustledger.command.letters;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who writes the letters of which kind. */
@Component
class Writers {
    private final Map<String, LetterWriter> byKind;

    Writers(ObjectProvider<LetterWriter> writers) {
        byKind = writers.stream().collect(Collectors.toMap(LetterWriter::kind, Function.identity()));
    }

    LetterWriter of(String kind) {
        var writer = byKind.get(kind);
        if (writer == null) {
            throw new IllegalStateException("Nobody writes letters of the kind '%s'".formatted(kind));
        }
        return writer;
    }
}
