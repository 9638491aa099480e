package org.trustledger.query.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.trustledger.events.FactCodec;

/**
 * The bytes of an answer, ready to be sent any number of times: plain and compressed, each with a strong entity tag.
 *
 * <p>Compression is done once and here, because a container that compresses as it sends may not keep a strong tag.
 */
public final class Representation {
    /** HTML in UTF-8. */
    public static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    /** Shared caches may keep it and must ask whether it still holds, which costs one comparison. */
    public static final String ASK_AGAIN = "public, no-cache";

    private static final int WORTH_COMPRESSING = 1_000;
    private static final int SHARE_OF_HEAP = 16;

    private final MediaType type;
    private final byte[] plain;
    private final byte[] compressed;
    private final String digest;
    private final String tag;
    private final String squeezedTag;

    private Representation(MediaType type, byte[] plain, byte[] compressed, String digest) {
        this.type = type;
        this.plain = plain;
        this.compressed = compressed;
        this.digest = digest;
        this.tag = "\"%s\"".formatted(digest);
        this.squeezedTag = "\"%s-gzip\"".formatted(digest);
    }

    /** @param bytes not to be changed afterwards */
    public static Representation of(MediaType type, byte[] bytes) {
        var compressed = bytes.length < WORTH_COMPRESSING ? bytes : gzip(bytes);
        return new Representation(type, bytes, compressed, sha256(bytes).substring(0, 32));
    }

    /** The present answer to a program: JSON, to be asked for again. */
    public static ResponseEntity<byte[]> json(Object body, HttpServletRequest request) {
        return of(MediaType.APPLICATION_JSON, FactCodec.mapper().writeValueAsBytes(body))
                .answer(request, ASK_AGAIN);
    }

    /** Keeps what was asked for last, as far as a sixteenth of the heap holds it. */
    public static <K> Cache<K, Representation> cache() {
        return cache(Function.identity());
    }

    /** The same for what has a representation in it. */
    public static <K, V> Cache<K, V> cache(Function<V, Representation> inside) {
        return Caffeine.newBuilder()
                .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP)
                .weigher((K key, V value) -> inside.apply(value).size())
                .build();
    }

    private int size() {
        return plain.length + compressed.length;
    }

    /** The first half of the SHA-256 of the plain bytes, in hex. */
    public String digest() {
        return digest;
    }

    /**
     * The answer to a request: 304 if the caller has these bytes already.
     *
     * @param cacheControl value of the header of this name
     * @param varies request headers that chose these bytes, beside the encoding
     */
    public ResponseEntity<byte[]> answer(HttpServletRequest request, String cacheControl, String... varies) {
        var squeezed = compressed.length < plain.length && accepts(request, HttpHeaders.ACCEPT_ENCODING, "gzip");
        var current = squeezed ? squeezedTag : tag;
        var known = accepts(request, HttpHeaders.IF_NONE_MATCH, current)
                || accepts(request, HttpHeaders.IF_NONE_MATCH, "*");
        var answer = ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .header(HttpHeaders.ETAG, current)
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .varyBy(Stream.concat(Stream.of(HttpHeaders.ACCEPT_ENCODING), Arrays.stream(varies))
                        .toArray(String[]::new));
        if (known) {
            return answer.build();
        }
        if (squeezed) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.contentType(type).body(squeezed ? compressed : plain);
    }

    /** {@link #answer}, sent at once. */
    public void send(HttpServletRequest request, HttpServletResponse response, String cacheControl, String... varies)
            throws IOException {
        var answer = answer(request, cacheControl, varies);
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        var body = answer.getBody();
        if (body != null) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    private static boolean accepts(HttpServletRequest request, String header, String wanted) {
        var values = request.getHeader(header);
        return values != null
                && Arrays.stream(values.split(",", 20))
                        .map(value -> value.split(";", 2)[0].strip())
                        .map(value -> value.startsWith("W/") ? value.substring(2) : value)
                        .anyMatch(wanted::equals);
    }

    private static byte[] gzip(byte[] bytes) {
        var buffer = new ByteArrayOutputStream(bytes.length / 3);
        try (var gzip = new GZIPOutputStream(buffer)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
