package org.trustledger.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can happen to a house on this machine. */
final class Faults {
    private static final Duration READY = Duration.ofMinutes(10);
    private static final int MINUTE = 60;

    private Faults() {}

    /**
     * @param wanted the kinds asked for
     * @param disks those that could be made small, by whose they are; a missing one cannot be full
     * @param clock of the office, if it can be moved
     */
    static List<Fault> of(House house, Set<Fault.Kind> wanted, Map<Part, Disk> disks, Optional<FakedClock> clock) {
        var faults = new ArrayList<Fault>();
        for (var part : Part.values()) {
            faults.add(kill("kill -9 of " + part, () -> house.kill(part)));
        }
        faults.add(kill("kill -9 of the whole house", house::killEverything));
        faults.add(gone(house, Part.POSTGRESQL));
        faults.add(gone(house, Part.KAFKA));
        for (var part : List.of(Part.COUNTER, Part.PRESS, Part.OFFICE, Part.KAFKA, Part.POSTGRESQL)) {
            faults.add(frozen(house, part));
        }
        disks.forEach((part, disk) -> faults.add(full(part, disk)));
        clock.ifPresent(faked -> faults.add(anHourBack(house, faked)));
        faults.removeIf(fault -> !wanted.contains(fault.kind()));
        return faults;
    }

    private static Fault kill(String name, Runnable strike) {
        return new Fault(Fault.Kind.KILL, name, 0, 3, strike, () -> {});
    }

    private static Fault gone(House house, Part part) {
        return new Fault(
                Fault.Kind.GONE,
                "%s gone for a minute".formatted(part),
                MINUTE,
                MINUTE,
                () -> house.kill(part),
                () -> {});
    }

    private static Fault frozen(House house, Part part) {
        return new Fault(
                Fault.Kind.FREEZE,
                "%s stands still".formatted(part),
                5,
                part == Part.COUNTER || part == Part.PRESS ? MINUTE : 30,
                () -> house.freeze(part),
                () -> house.thaw(part));
    }

    private static Fault full(Part part, Disk disk) {
        return new Fault(
                Fault.Kind.DISK,
                "full disk of " + (part == Part.PRESS ? "the archive" : part),
                10,
                30,
                disk::fill,
                disk::relieve);
    }

    private static Fault anHourBack(House house, FakedClock faked) {
        return new Fault(
                Fault.Kind.CLOCK,
                "clock of the office an hour back",
                15,
                30,
                () -> {
                    house.kill(Part.OFFICE);
                    faked.set(Duration.ZERO);
                    house.start(Part.OFFICE, faked.wrapper());
                    house.awaitReady(Part.OFFICE, READY);
                    faked.set(Duration.ofHours(-1));
                },
                () -> faked.set(Duration.ZERO));
    }
}
