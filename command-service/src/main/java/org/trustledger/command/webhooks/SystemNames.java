package org.trustledger.command.webhooks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * As the machine looks them up: so many at once, so many on one account, and of one host two. A look-up that takes its
 * time keeps its turn until it ends, though nobody waits for it any more: nothing can break it off.
 */
@Component
final class SystemNames implements Names, DisposableBean {
    private static final int AT_ONCE = 32;
    private static final int AT_ONCE_PER_ACCOUNT = 8;
    private static final int AT_ONCE_PER_HOST = 2;
    // Little, for it is part of the time that the call has in all.
    private static final Duration FOR_A_TURN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Where the machine asks. */
    interface Resolver {
        InetAddress[] addresses(String host) throws IOException;
    }

    private final Resolver resolver;
    private final Duration forATurn;
    private final Duration patience;
    // Counts no more than who waits; what goes on at once is counted by account.
    private final Turns hosts = new Turns(AT_ONCE_PER_HOST, Integer.MAX_VALUE);
    private final Turns accounts = new Turns(AT_ONCE_PER_ACCOUNT, AT_ONCE);
    // Platform threads of its own: a look-up holds its thread until the last server of names has kept silent, and one
    // that carries virtual threads would be missed by everybody.
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("webhook-names-", 0).factory());

    @Autowired
    SystemNames() {
        this(InetAddress::getAllByName, FOR_A_TURN, PATIENCE);
    }

    /**
     * @param forATurn how long is waited for each of the two
     * @param patience how long for the answer
     */
    SystemNames(Resolver resolver, Duration forATurn, Duration patience) {
        this.resolver = resolver;
        this.forATurn = forATurn;
        this.patience = patience;
    }

    @Override
    public List<InetAddress> lookUp(String account, String host) throws IOException {
        try {
            return answer(begin(account, host));
        } catch (RejectedExecutionException _) {
            throw new NamesBusy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private Future<List<InetAddress>> begin(String account, String host) throws InterruptedException, NamesBusy {
        var ofHost = "%s %s".formatted(account, host);
        if (!hosts.take(ofHost, forATurn)) {
            throw new NamesBusy();
        }
        var isTaken = false;
        var isBegun = false;
        try {
            isTaken = accounts.take(account, forATurn);
            if (!isTaken) {
                throw new NamesBusy();
            }
            var found = threads.submit(() -> {
                try {
                    return List.of(resolver.addresses(host));
                } finally {
                    accounts.end(account);
                    hosts.end(ofHost);
                }
            });
            isBegun = true;
            return found;
        } finally {
            if (!isBegun) {
                hosts.end(ofHost);
                if (isTaken) {
                    accounts.end(account);
                }
            }
        }
    }

    private List<InetAddress> answer(Future<List<InetAddress>> found) throws IOException, InterruptedException {
        try {
            return found.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new SocketTimeoutException("The name is not found in time");
        } catch (ExecutionException trouble) {
            throw trouble.getCause() instanceof IOException cause ? cause : new IOException(trouble.getCause());
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
