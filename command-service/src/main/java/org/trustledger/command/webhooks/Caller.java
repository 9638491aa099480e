package org.trustledger.command.webhooks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Makes calls: one attempt each, on the caller's thread, bounded in time and in what is read. Connects to the public
 * internet only, or to what the operator allows; follows no redirect, uses no proxy, keeps no cookie and presents
 * nothing but the signature.
 */
@Component
public final class Caller implements DisposableBean {
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(20));
    private static final int AT_ONCE_PER_HOST = 4;
    private static final int AT_ONCE = 64;
    private static final int LONGEST_BODY = 16 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final ContentType CLOUD_EVENT =
            ContentType.create("application/cloudevents+json", StandardCharsets.UTF_8);
    private static final byte[] NOTHING = {};

    private final Guard guard;
    private final TlsSocketStrategy tls;
    private final Patience patience;
    private final Clock clock;
    private final Turns turns = new Turns(AT_ONCE_PER_HOST, AT_ONCE);
    private final ManagedHttpClientConnectionFactory connections = ManagedHttpClientConnectionFactory.builder()
            .http1Config(Http1Config.custom()
                    .setMaxLineLength(LONGEST_LINE)
                    .setMaxHeaderCount(MOST_HEADERS)
                    .build())
            .build();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("webhook-timer").factory());

    @Autowired
    Caller(WebhookSettings settings, Names names, Clock clock) {
        this(settings, names, SSLContexts.createDefault(), PATIENCE, clock);
    }

    /** @param trust whose certificates are trusted; it has none of its own to present */
    Caller(WebhookSettings settings, Names names, SSLContext trust, Patience patience, Clock clock) {
        this.guard = new Guard(settings, names);
        this.tls = new DefaultClientTlsStrategy(trust, HostnameVerificationPolicy.BUILTIN, null);
        this.patience = patience;
        this.clock = clock;
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * How long is waited.
     *
     * @param connect for a connection to one address, and for each step of making it secure
     * @param response for each part of the answer
     * @param whole for everything together
     */
    record Patience(Duration connect, Duration response, Duration whole) {}

    /**
     * What an endpoint answered.
     *
     * @param body what was read of it
     * @param bodyTrouble why it was not read to its end; null if it was, or is longer than is read
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Answer(Outcome outcome, byte[] body, Outcome.@Nullable Why bodyTrouble) {
        static Answer none(Outcome.Why why) {
            return new Answer(new Outcome.Unreachable(why), NOTHING, null);
        }
    }

    /**
     * Makes a call, after those to the same host that are under way if there are enough of them. Takes 20 seconds at
     * most, and as long again for waiting.
     *
     * @throws InterruptedException if the thread is; whether the call was made is not known then
     */
    public Outcome call(SignedCall call) throws InterruptedException {
        return answer(call).outcome();
    }

    /**
     * The same without waiting for others.
     *
     * @return empty if enough calls are under way, and then it was not made and does not count
     */
    public Optional<Outcome> tryCall(SignedCall call) throws InterruptedException {
        return answer(call, Duration.ZERO).map(Answer::outcome);
    }

    Answer answer(SignedCall call) throws InterruptedException {
        return answer(call, patience.whole()).orElse(Answer.none(Outcome.Why.BUSY));
    }

    private Optional<Answer> answer(SignedCall call, Duration forATurn) throws InterruptedException {
        // By account as well, or the endpoints of one could keep those of another waiting at a host of many.
        var host = "%s %s".formatted(call.account(), call.endpoint().hostName());
        if (!turns.take(host, forATurn)) {
            return Optional.empty();
        }
        try {
            return Optional.of(find(call));
        } finally {
            turns.end(host);
        }
    }

    private Answer find(SignedCall call) throws InterruptedException {
        var begun = System.nanoTime();
        try {
            var line = new Line(guard.addresses(call.account(), call.endpoint()));
            return speak(call, line, patience.whole().minusNanos(System.nanoTime() - begun));
        } catch (IOException trouble) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Answer.none(why(trouble));
        }
    }

    private Answer speak(SignedCall call, Line line, Duration left) throws IOException {
        var end = timer.schedule(line::cut, left.toNanos(), TimeUnit.NANOSECONDS);
        var client = client(line);
        try {
            return read(client.executeOpen(host(call.endpoint()), request(call), null), line);
        } catch (IOException trouble) {
            throw line.isCut() ? new SocketTimeoutException() : trouble;
        } finally {
            client.close(CloseMode.GRACEFUL);
            line.cut();
            end.cancel(false);
        }
    }

    /**
     * A client for one call. Two calls share no connection, so nothing that one left in it is taken for the answer to
     * the next, and none fails for the other end having just closed it.
     */
    private CloseableHttpClient client(Line line) {
        var manager = new BasicHttpClientConnectionManager(
                new DefaultHttpClientConnectionOperator(
                        line,
                        null,
                        line,
                        RegistryBuilder.<TlsSocketStrategy>create()
                                .register(Endpoint.HTTPS, tls)
                                .build()),
                connections);
        manager.setConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(timeout(patience.connect()))
                .setSocketTimeout(timeout(patience.response()))
                .build());
        manager.setTlsConfig(TlsConfig.custom()
                .setHandshakeTimeout(timeout(patience.connect()))
                .build());
        return HttpClientBuilder.create()
                .setConnectionManager(manager)
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout(patience.response()))
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                // Otherwise the connection would be reset where it can be closed.
                .setConnectionReuseStrategy((_, _, _) -> true)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .setUserAgent("Trust-Ledger")
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    private static HttpHost host(Endpoint endpoint) {
        return new HttpHost(
                endpoint.scheme(),
                endpoint.hostName().replaceAll("[\\[\\]]", ""),
                endpoint.isUsualPort() ? -1 : endpoint.port());
    }

    private ClassicHttpRequest request(SignedCall call) {
        var now = clock.instant();
        var request = new BasicClassicHttpRequest(
                "POST", host(call.endpoint()), call.endpoint().target());
        request.setHeader("webhook-id", call.id());
        request.setHeader("webhook-timestamp", now.getEpochSecond());
        request.setHeader("webhook-signature", call.signature(now));
        request.setHeader(HttpHeaders.CONNECTION, "close");
        request.setEntity(new StringEntity(call.event(), CLOUD_EVENT));
        return request;
    }

    private Answer read(ClassicHttpResponse response, Line line) {
        var outcome = outcome(response);
        var entity = response.getEntity();
        if (entity == null) {
            return new Answer(outcome, NOTHING, null);
        }
        try {
            // Not closed, for that would read the rest, and there may be no end of it.
            return new Answer(outcome, entity.getContent().readNBytes(LONGEST_BODY), null);
        } catch (IOException trouble) {
            return new Answer(outcome, NOTHING, line.isCut() ? Outcome.Why.TOO_SLOW : why(trouble));
        }
    }

    private Outcome outcome(ClassicHttpResponse response) {
        var status = response.getCode();
        if (status >= HttpStatus.SC_OK && status < HttpStatus.SC_REDIRECTION) {
            return new Outcome.Accepted(status);
        } else if (status == HttpStatus.SC_GONE) {
            return new Outcome.Gone();
        }
        var retryAfter = Optional.ofNullable(response.getFirstHeader(HttpHeaders.RETRY_AFTER))
                .map(Header::getValue)
                .orElse(null);
        return new Outcome.Refused(status, RetryAfter.read(retryAfter, clock.instant()));
    }

    private static Outcome.Why why(IOException trouble) {
        return switch (trouble) {
            case NamesBusy _ -> Outcome.Why.BUSY;
            case UnknownHostException _ -> Outcome.Why.NO_PUBLIC_ADDRESS;
            case SocketTimeoutException _ -> Outcome.Why.TOO_SLOW;
            case ConnectException _, NoRouteToHostException _ -> Outcome.Why.NO_CONNECTION;
            case SSLException _ -> Outcome.Why.NOT_SECURE;
            case ClientProtocolException _, MessageConstraintException _ -> Outcome.Why.NOT_HTTP;
            default -> Outcome.Why.BROKEN_OFF;
        };
    }

    @Override
    public void destroy() {
        // Ends once the calls under way have.
        timer.shutdown();
    }
}
