package org.trustledger.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trustledger.query.Facts;

class CommitAssemblyTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

    private final Facts facts = new Facts("nordhamn");
    private final CommitAssembly assembly = new CommitAssembly(0, Instant.EPOCH);

    @Test
    void holdsACommitBackUntilItsLastFact() {
        var commit = facts.commit(MORNING, facts.pillar("one"), facts.pillar("two"), facts.pillar("three"));
        assertThat(assembly.receive(commit.get(0), 10)).isInstanceOf(CommitAssembly.Held.class);
        assertThat(assembly.neededFrom()).isEqualTo(10);
        assertThat(assembly.receive(commit.get(1), 11)).isInstanceOf(CommitAssembly.Held.class);
        assertThat(assembly.receive(commit.get(2), 12)).isEqualTo(new CommitAssembly.Whole(commit));
        assertThat(assembly.neededFrom()).isNull();
    }

    @Test
    void skipsARepeat() {
        var first = facts.commit(MORNING, facts.pillar("one")).getFirst();
        assembly.receive(first, 0);
        assertThat(assembly.receive(first, 1)).isInstanceOf(CommitAssembly.Repeat.class);
    }

    @Test
    void stopsBeforeAHoleAndGoesOnWhenItIsFilled() {
        var first = facts.commit(MORNING, facts.pillar("one")).getFirst();
        var second = facts.commit(MORNING.plusSeconds(1), facts.pillar("two")).getFirst();
        var third = facts.commit(MORNING.plusSeconds(2), facts.pillar("three")).getFirst();
        assembly.receive(first, 0);
        assertThat(assembly.receive(third, 1)).isEqualTo(new CommitAssembly.Hole(new CommitAssembly.Gap(2, 3, 1)));
        assertThat(assembly.neededFrom()).isEqualTo(1);
        assertThat(assembly.filled()).isNull();
        assertThat(assembly.receive(second, 2)).isEqualTo(new CommitAssembly.Whole(List.of(second)));
        assertThat(assembly.filled()).isEqualTo(new CommitAssembly.Gap(2, 3, 1));
        assertThat(assembly.neededFrom()).isNull();
        assertThat(assembly.receive(third, 1)).isEqualTo(new CommitAssembly.Whole(List.of(third)));
    }

    @Test
    void refusesACommitRecordedBeforeTheOneBefore() {
        assembly.receive(facts.commit(MORNING, facts.pillar("one")).getFirst(), 0);
        var earlier = facts.commit(MORNING.minusSeconds(1), facts.pillar("two")).getFirst();
        assertThat(assembly.receive(earlier, 1)).isInstanceOf(CommitAssembly.Contradiction.class);
    }
}
