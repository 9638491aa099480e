package org.trustledger.command.mail;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.api.Headers;
import org.apache.james.jdkim.exceptions.FailException;

/**
 * The signature of the domain that letters come from (DKIM, RFC 6376), over all that a mail says and what it offers to
 * do with it. Made on any thread.
 */
final class DomainSignature {
    private static final List<String> FIELDS = List.of(
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "content-type",
            "list-id",
            "list-unsubscribe",
            "list-unsubscribe-post");
    private static final String SIGNATURE = " b=";
    private static final int LINE = 72;

    private final String template;
    private final DKIMSigner signer;

    DomainSignature(MailSettings.Dkim settings) {
        // Each twice, those that a letter lacks included, so that nobody adds another on the way.
        var fields = String.join(":", FIELDS);
        template = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s; h=%s:%s; bh=; b=;"
                .formatted(settings.domain(), settings.selector(), fields, fields);
        signer = new DKIMSigner(template, settings.privateKey());
    }

    /**
     * Signs.
     *
     * @param head the fields, each with its lines but not the end of the last
     * @return a field to go before them
     */
    String of(List<String> head, byte[] body) {
        try {
            var hasher = signer.newBodyHasher(signer.newSignatureRecordTemplate(template));
            try (var seen = hasher.getOutputStream()) {
                seen.write(body);
            }
            return folded(signer.sign(new Head(head), hasher));
        } catch (IOException | FailException e) {
            throw new IllegalStateException("A mail cannot be signed", e);
        }
    }

    /** Into lines, where what is signed does not change by it: between the tags, and in the signature itself. */
    private static String folded(String field) {
        var begin = field.indexOf(SIGNATURE) + SIGNATURE.length();
        var end = field.indexOf(';', begin);
        var folded = new StringBuilder(field.substring(0, begin));
        for (var at = begin; at < end; at += LINE) {
            folded.append(at == begin ? "" : "\r\n\t").append(field, at, Math.min(at + LINE, end));
        }
        return folded.append(field.substring(end)).toString().replace("; ", ";\r\n\t");
    }

    private record Head(List<String> fields, Map<String, List<String>> byName) implements Headers {
        Head(List<String> fields) {
            this(fields, new HashMap<>());
            for (var field : fields) {
                byName.put(name(field.substring(0, field.indexOf(':'))), List.of(field));
            }
        }

        private static String name(String name) {
            return name.toLowerCase(Locale.ROOT);
        }

        @Override
        public List<String> getFields() {
            return fields;
        }

        @Override
        public List<String> getFields(String name) {
            return byName.getOrDefault(name(name), List.of());
        }
    }
}
