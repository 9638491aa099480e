package org.trustledger.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can happen to a house on this machine. */
final class Faults {
    private static final Duration READY = Duration.ofMinutes(3);
    private static final int MINUTE = 60;

    private Faults() {}

    /**
     * @param disks those that could be made small, by whose they are; a missing one cannot be full
     * @param clock of the office, if it can be moved
     */
    static List<Fault> of(House house, Map<Part, Disk> disks, Optional<FakedClock> clock) {
        var faults = new ArrayList<Fault>();
        for (var part : Part.values()) {
            faults.add(new Fault("kill -9 of " + part, 0, 3, () -> house.kill(part), () -> {}));
        }
        faults.add(new Fault("kill -9 of the whole house", 0, 3, house::killEverything, () -> {}));
        faults.add(gone(house, Part.POSTGRESQL));
        faults.add(gone(house, Part.KAFKA));
        for (var part : List.of(Part.COUNTER, Part.PRESS, Part.OFFICE, Part.KAFKA, Part.POSTGRESQL)) {
            faults.add(new Fault(
                    "%s stands still".formatted(part),
                    5,
                    part == Part.COUNTER || part == Part.PRESS ? MINUTE : 30,
                    () -> house.freeze(part),
                    () -> house.thaw(part)));
        }
        disks.forEach((part, disk) -> faults.add(new Fault(
                "full disk of " + (part == Part.PRESS ? "the archive" : part), 10, 30, disk::fill, disk::relieve)));
        clock.ifPresent(faked -> faults.add(new Fault(
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
                () -> faked.set(Duration.ZERO))));
        return faults;
    }

    private static Fault gone(House house, Part part) {
        return new Fault("%s gone for a minute".formatted(part), MINUTE, MINUTE, () -> house.kill(part), () -> {});
    }
}
