package org.trustledger.command.people;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.platform.Sha256;

/**
 * What would give an address away, in whatever form it was written down: plain, in either case, for an address of the
 * web, in base64 or hex, or as a digest that needs no secret.
 */
final class Trace {
    // By their first two octets, for there are hundreds of megabytes to look through.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private final @Nullable List<byte[]>[] byBeginning = new List[1 << 16];

    private Trace() {}

    /**
     * @param striking part of the address that stands nowhere else
     * @param address the whole
     */
    static Trace of(String striking, String address) {
        var trace = new Trace();
        for (var part : List.of(striking, striking.toLowerCase(Locale.ROOT), striking.toUpperCase(Locale.ROOT))) {
            trace.plain(part);
            trace.plain(URLEncoder.encode(part, StandardCharsets.UTF_8));
            trace.coded(part);
        }
        for (var whole : List.of(address, address.toLowerCase(Locale.ROOT))) {
            var digest = Sha256.fresh().digest(whole.getBytes(StandardCharsets.UTF_8));
            trace.form(digest);
            trace.text(HexFormat.of().formatHex(digest));
            trace.text(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        }
        return trace;
    }

    private void plain(String text) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            form(text.getBytes(charset));
            text(HexFormat.of().formatHex(text.getBytes(charset)));
        }
    }

    private void text(String text) {
        form(text.getBytes(StandardCharsets.UTF_8));
    }

    private void form(byte[] form) {
        var beginning = beginning(form, 0);
        var forms = byBeginning[beginning];
        if (forms == null) {
            forms = new ArrayList<>();
            byBeginning[beginning] = forms;
        }
        forms.add(form);
    }

    /** Base64 depends on where in the text it begins: of each of the three, what lies in the middle stays the same. */
    private void coded(String text) {
        for (var before : List.of("", "x", "xx")) {
            var coded = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString((before + text).getBytes(StandardCharsets.UTF_8));
            text(coded.substring(before.isEmpty() ? 0 : 4, coded.length() - 2));
        }
    }

    boolean isIn(byte[] bytes) {
        for (var at = 0; at < bytes.length - 1; at++) {
            var forms = byBeginning[beginning(bytes, at)];
            if (forms != null && isAnyAt(bytes, at, forms)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnyAt(byte[] bytes, int at, List<byte[]> forms) {
        return forms.stream()
                .anyMatch(form -> at + form.length <= bytes.length
                        && Arrays.equals(bytes, at, at + form.length, form, 0, form.length));
    }

    private static int beginning(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
