package org.trustledger.command.content;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** From the bytes of a document to what it says, or to everything that is wrong with it. Thread-safe. */
@Component
final class ContentReader {
    private final NodeReader nodes = new NodeReader();
    private final FaultFiles words = new FaultFiles();
    private final ContentSchema schema;

    ContentReader(ContentSchema schema) {
        this.schema = schema;
    }

    /**
     * @param now the moment against which dates in the future are told
     * @throws UnreadableDocument if it is no YAML or JSON
     * @throws InvalidContent if it says something that cannot be
     */
    ContentDocument read(byte[] bytes, DocumentFormat format, Instant now) {
        var problems = new Problems(words);
        var root = nodes.read(bytes, format, problems);
        schema.check(root, problems);
        if (root instanceof Node.Mapping document) {
            Rules.check(document, now, problems);
            if (problems.isEmpty()) {
                return Assembly.assemble(document);
            }
        }
        throw new InvalidContent(problems);
    }
}
