package org.trustledger.command.packs;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.Recorded;
import org.trustledger.command.packs.RequestPack.Origin;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.platform.Rounds;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PackScope;
import org.trustledger.events.TrustCenterId;

/**
 * Asks for the pack of the newest content in every language, once it has rested for the debounce, and again when
 * something begins or ends to apply by the mere passing of time.
 *
 * <p>What is missing is found in the ledger each time, not remembered: a process that dies forgets nothing. A pack that
 * failed is not asked for again here, or a broken page would keep the press busy for ever.
 *
 * <p>Packs of a part are made when somebody asks for them, and not again at the next change.
 */
@Component
class WhenContentChangesKeepPackReady implements SmartLifecycle {
    private static final Duration SWEEP = Duration.ofSeconds(15);
    private static final String OFFICE = "office";

    private final FactCodec codec = new FactCodec();
    private final JdbcTemplate jdbc;
    private final Ledger ledger;
    private final PackDesk desk;
    private final Past past;
    private final Packs packs;
    private final CommandGateway commands;
    private final PackSettings settings;
    private final Clock clock;
    private final Rounds rounds = new Rounds("keep-packs-ready", this::react);

    WhenContentChangesKeepPackReady(
            JdbcTemplate jdbc,
            Ledger ledger,
            PackDesk desk,
            Past past,
            Packs packs,
            CommandGateway commands,
            PackSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.desk = desk;
        this.past = past;
        this.packs = packs;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void on(Recorded recorded) {
        rounds.wake();
    }

    /** @return how long nothing more can be missing, unless content changes */
    Duration react() {
        var pause = SWEEP;
        @Nullable RuntimeException trouble = null;
        for (var trustCenter : trustCenters()) {
            try {
                var rest = restLeft(trustCenter);
                if (rest.isPositive()) {
                    pause = rest.compareTo(pause) < 0 ? rest : pause;
                } else {
                    requestMissing(trustCenter);
                }
            } catch (NothingAppliedThen _) {
                // All of its content is for later: the sweep comes back when it applies.
            } catch (RuntimeException e) {
                // One trust center's trouble must not keep the others waiting.
                trouble = e;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return pause;
    }

    private List<TrustCenterId> trustCenters() {
        return jdbc.query(
                "select trust_center from ledger where content_position > 0 order by trust_center",
                (row, _) -> new TrustCenterId(row.getString(1)));
    }

    private Duration restLeft(TrustCenterId trustCenter) {
        var changed = ledger.head(trustCenter).orElseThrow().contentRecordedAt();
        return changed == null
                ? settings.debounce()
                : Duration.between(clock.instant(), changed.plus(settings.debounce()));
    }

    private void requestMissing(TrustCenterId trustCenter) {
        for (var language : past.languages(trustCenter, clock.instant())) {
            var wanted = wish(trustCenter, language, CorrelationId.fresh());
            if (packs.find(trustCenter, desk.identify(wanted).pack()).isEmpty()) {
                var cause = correlationOf(trustCenter);
                try (var _ = MDC.putCloseable(CorrelationId.ATTRIBUTE, cause)) {
                    commands.sendAndWait(wish(trustCenter, language, cause));
                }
            }
        }
    }

    private static RequestPack wish(TrustCenterId trustCenter, String language, String correlationId) {
        return new RequestPack(
                trustCenter, new PackScope.Everything(), language, null, null, Origin.POLICY, OFFICE, correlationId);
    }

    /** Of the change that the pack is for, so that one id leads from the change to its pack. */
    private String correlationOf(TrustCenterId trustCenter) {
        return jdbc.query("""
                        select f.bytes from ledger l join public_fact f
                          on f.trust_center = l.trust_center and f.position = l.content_position
                        where l.trust_center = ?""", (row, _) -> codec.read(row.getBytes(1)).correlationId(), trustCenter.value()).stream()
                .findFirst()
                .orElseGet(CorrelationId::fresh);
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
