package org.trustledger.command.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.trustledger.command.platform.IdempotencyKey.Attempt;
import org.trustledger.events.FactCodec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what each {@link Answered} command was answered with, under the actor and the key of its request, in the
 * command's own transaction: after a rollback nothing of it is left, and the request can be tried again under its key.
 * Whoever sends the same meanwhile waits for that transaction.
 */
@Component
final class Answers
        implements MessageDispatchInterceptor<CommandMessage<?>>, MessageHandlerInterceptor<CommandMessage<?>> {
    private static final String ATTEMPT = "attempt";
    private static final String ANYBODY = "public";
    private static final int FORGOTTEN_AT_ONCE = 100;

    private final JdbcTemplate jdbc;
    private final KeySettings settings;
    private final Clock clock;
    private final JsonMapper json = FactCodec.mapper();

    Answers(JdbcTemplate jdbc, KeySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> messages) {
        var attempt = attempt();
        return (_, message) -> attempt == null ? message : message.andMetaData(Map.of(ATTEMPT, attempt));
    }

    private static @Nullable Attempt attempt() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            var request = attributes.getRequest();
            var principal = request.getUserPrincipal();
            return IdempotencyKey.of(request, principal == null ? ANYBODY : principal.getName());
        }
        return null;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        var message = unit.getMessage();
        if (!(message.getMetaData().get(ATTEMPT) instanceof Attempt attempt)
                || !(message.getPayload() instanceof Answered<?> command)) {
            return chain.proceed();
        }
        if (!claim(attempt)) {
            return answeredBefore(attempt, command);
        }
        var answer = chain.proceed();
        jdbc.update(
                "update answered set answer = ? where actor = ? and key = ?",
                json.writeValueAsBytes(answer),
                attempt.actor(),
                attempt.key());
        return answer;
    }

    /** Waits for whoever is at it; false if it has been answered. */
    private boolean claim(Attempt attempt) {
        var now = clock.instant();
        forget(attempt, now.minus(settings.keep()));
        return jdbc.update(
                        "insert into answered (actor, key, request, asked_at) values (?, ?, ?, ?) on conflict do nothing",
                        attempt.actor(),
                        attempt.key(),
                        attempt.digest(),
                        now.atOffset(ZoneOffset.UTC))
                > 0;
    }

    private void forget(Attempt attempt, Instant before) {
        jdbc.update(
                "delete from answered where actor = ? and key = ? and asked_at < ?",
                attempt.actor(),
                attempt.key(),
                before.atOffset(ZoneOffset.UTC));
        jdbc.update("""
                delete from answered where (actor, key) in (
                  select actor, key from answered where asked_at < ? order by asked_at limit ?
                  for update skip locked)""", before.atOffset(ZoneOffset.UTC), FORGOTTEN_AT_ONCE);
    }

    private Object answeredBefore(Attempt attempt, Answered<?> command) {
        return jdbc.query(
                        "select answer, request = ? from answered where actor = ? and key = ?",
                        (row, _) -> {
                            if (!row.getBoolean(2)) {
                                throw new KeyUsedOtherwise(attempt.key());
                            }
                            return json.readValue(row.getBytes(1), command.answer());
                        },
                        attempt.digest(),
                        attempt.actor(),
                        attempt.key())
                .getFirst();
    }
}
