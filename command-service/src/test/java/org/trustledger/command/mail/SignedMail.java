package org.trustledger.command.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a receiver makes of a signed mail, written from RFC 6376 alone: the library that signs is not to be the only one
 * that finds its signature right. Relaxed forms, RSA and SHA-256.
 */
final class SignedMail {
    private final List<String> fields;
    private final String body;

    private SignedMail(List<String> fields, String body) {
        this.fields = fields;
        this.body = body;
    }

    static SignedMail received(byte[] mail) {
        var text = new String(mail, StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        return new SignedMail(
                Arrays.asList(text.substring(0, end).split("\r\n(?![ \t])", -1)), text.substring(end + 4));
    }

    /** Section 3.2: what the signature says of itself. */
    Map<String, String> tags() {
        return Arrays.stream(value(signature()).split(";", -1))
                .map(tag -> tag.split("=", 2))
                .filter(tag -> tag.length == 2)
                .collect(Collectors.toMap(tag -> tag[0].strip(), tag -> tag[1].replaceAll("\\s", "")));
    }

    /** Section 6.1. */
    boolean holds(PublicKey key) throws GeneralSecurityException {
        var tags = tags();
        var digest = MessageDigest.getInstance("SHA-256").digest(octets(relaxedBody()));
        if (!tags.getOrDefault("bh", "").equals(Base64.getEncoder().encodeToString(digest))) {
            return false;
        }
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(key);
        verifier.update(octets(signedHead(tags.getOrDefault("h", ""))));
        return verifier.verify(Base64.getDecoder().decode(tags.getOrDefault("b", "")));
    }

    private String signature() {
        return fields.stream()
                .filter(field -> name(field).equals("dkim-signature"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The mail is not signed"));
    }

    /** Section 3.7: of fields of one name the last comes first; one that is not there is nothing. */
    private String signedHead(String names) {
        var seen = new HashMap<String, Integer>();
        var head = new StringBuilder();
        for (var name : names.split(":", -1)) {
            var all = fields.stream()
                    .filter(field -> name(field).equals(name.toLowerCase(Locale.ROOT)))
                    .toList();
            var number = seen.merge(name, 1, Integer::sum);
            if (number <= all.size()) {
                head.append(relaxed(all.get(all.size() - number))).append("\r\n");
            }
        }
        return head + relaxed(signature().replaceFirst("(?s)([;\\s])b=[^;]*", "$1b="));
    }

    /** Section 3.4.2. */
    private static String relaxed(String field) {
        return name(field) + ":"
                + value(field).replace("\r\n", "").replaceAll("[ \t]+", " ").strip();
    }

    /** Section 3.4.4. */
    private String relaxedBody() {
        var lines = body.replaceAll("[ \t]+\r\n", "\r\n").replaceAll("[ \t]+", " ");
        return lines.replaceFirst("(\r\n)*$", "") + "\r\n";
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
    }

    private static String value(String field) {
        return field.substring(field.indexOf(':') + 1);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
