package org.trustledger.command.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets each of many pass only so often within a stretch of time.
 *
 * <p>It remembers nobody: whoever passes is known by a digest with a key that this process made for itself and that
 * ends with it. It keeps so many at most, and loses sight of those first who have not come for the longest.
 */
public final class Turnstile {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int MOST_KEPT = 10_000;

    private final int most;
    private final Duration within;
    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, ArrayDeque<Instant>> passed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ArrayDeque<Instant>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** @param most how often each may pass within that time */
    public Turnstile(int most, Duration within, Clock clock) {
        this.most = most;
        this.within = within;
        this.clock = clock;
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        key = new SecretKeySpec(bytes, HMAC);
    }

    /** Whether somebody passes now, which counts then; an attempt in vain does not. */
    public boolean lets(String who) {
        var mark = mark(who);
        var now = clock.instant();
        synchronized (passed) {
            var times = passed.computeIfAbsent(mark, _ -> new ArrayDeque<>());
            while (!times.isEmpty() && !times.getFirst().isAfter(now.minus(within))) {
                times.removeFirst();
            }
            if (times.size() >= most) {
                return false;
            }
            times.addLast(now);
            return true;
        }
    }

    private String mark(String who) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(who.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has %s".formatted(HMAC), e);
        }
    }
}
