package org.trustledger.command.workbench;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.trustledger.command.packs.Packs;
import org.trustledger.command.relay.RelayHealth;

/** Packs that failed or are late, and facts that do not get out. */
@Component
class PacksAndRelay implements WaitsForMe {
    private final Packs packs;
    private final RelayHealth relay;

    PacksAndRelay(Packs packs, RelayHealth relay) {
        this.packs = packs;
        this.relay = relay;
    }

    @Override
    public List<Waiting> linesFor(Visit visit) {
        var lines = new ArrayList<Waiting>();
        var troubles = packs.troubles(visit.trustCenter());
        if (troubles.failed() > 0) {
            lines.add(new Waiting(
                    Waiting.Kind.TROUBLE,
                    visit.say(Text.HOME_PACKS_FAILED, troubles.failed()),
                    visit.href("packs"),
                    troubles.since()));
        }
        if (troubles.late() > 0) {
            lines.add(new Waiting(
                    Waiting.Kind.TROUBLE,
                    visit.say(Text.HOME_PACKS_LATE, troubles.late()),
                    visit.href("packs"),
                    troubles.lateSince()));
        }
        if (!relay.isUp()) {
            lines.add(new Waiting(Waiting.Kind.TROUBLE, visit.say(Text.HOME_RELAY), visit.href("packs"), null));
        }
        return lines;
    }
}
