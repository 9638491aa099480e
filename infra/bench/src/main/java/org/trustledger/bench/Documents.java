package org.trustledger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Content documents of any length. */
final class Documents {
    static final String JSON = "application/json";
    static final String YAML = "application/yaml";

    private static final String SENTENCE = "What is stored is encrypted, and what is encrypted is stored twice. ";

    private Documents() {}

    /** Answers in two languages, some 400 characters each. */
    static byte[] json(int answers) {
        return json(answers, 0);
    }

    /** The same, with the first answer as it reads after so many changes. */
    static byte[] json(int answers, int changes) {
        var document = new StringBuilder("""
                {"trustLedger": 1,
                 "reason": {"en": "First publication", "sv": "Första publiceringen"},
                 "profile": {"name": "Fjordsky", "legalName": "Fjordsky AB",
                   "contact": {"function": "Trust office", "address": "trust@fjordsky.example"},
                   "languages": ["en", "sv"], "timeZone": "Europe/Stockholm", "defaultNoticePeriod": "P30D"},
                 "categories": [{"id": "data-protection", "label": "Data protection"}],
                 "tags": [{"id": "gdpr", "label": "GDPR", "kind": "framework"}],
                 "answers": [
                """);
        for (var i = 0; i < answers; i++) {
            document.append(i == 0 ? "" : ",\n").append("""
                    {"id": "answer-%1$d", "category": "data-protection", "tags": ["gdpr"],
                     "question": {"en": "How is number %1$d kept?", "sv": "Hur förvaras nummer %1$d?"},
                     "text": {"en": "%2$s%3$s", "sv": "%2$s%3$s"}}""".formatted(
                    i, SENTENCE.repeat(6).strip(), i == 0 && changes > 0 ? " Change %d.".formatted(changes) : ""));
        }
        return document.append("]}").toString().getBytes(UTF_8);
    }

    /** The same. */
    static byte[] yaml(int answers) {
        var document = new StringBuilder("""
                trustLedger: 1
                reason: {en: First publication, sv: Första publiceringen}
                profile:
                  name: Fjordsky
                  legalName: Fjordsky AB
                  contact: {function: Trust office, address: trust@fjordsky.example}
                  languages: [en, sv]
                  timeZone: Europe/Stockholm
                  defaultNoticePeriod: P30D
                categories: [{id: data-protection, label: Data protection}]
                tags: [{id: gdpr, label: GDPR, kind: framework}]
                answers:
                """);
        for (var i = 0; i < answers; i++) {
            document.append("""
                      - id: answer-%1$d
                        category: data-protection
                        tags: [gdpr]
                        question: {en: How is number %1$d kept?, sv: Hur förvaras nummer %1$d?}
                        text:
                          en: %2$s
                          sv: %2$s
                    """.formatted(i, SENTENCE.repeat(6).strip()));
        }
        return document.toString().getBytes(UTF_8);
    }
}
