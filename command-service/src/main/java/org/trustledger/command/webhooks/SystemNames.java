package org.trustledger.command.webhooks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** As the machine looks them up. */
@Component
final class SystemNames implements Names, DisposableBean {
    private static final int AT_ONCE = 8;
    private static final int MOST_WAITING = 64;
    private static final int PATIENCE_SECONDS = 5;
    private static final int IDLE_SECONDS = 30;

    // Platform threads of its own: a look-up holds its thread until the last server of names has kept silent, and one
    // that carries virtual threads would be missed by everybody.
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("webhook-names-", 0).factory());

    SystemNames() {
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public List<InetAddress> lookUp(String host) throws IOException {
        try {
            var found = threads.submit(() -> List.of(InetAddress.getAllByName(host)));
            try {
                return found.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } finally {
                found.cancel(true);
            }
        } catch (TimeoutException | RejectedExecutionException _) {
            throw new SocketTimeoutException("The name is not found in time");
        } catch (ExecutionException trouble) {
            throw trouble.getCause() instanceof IOException cause ? cause : new IOException(trouble.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
