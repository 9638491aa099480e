package org.trustledger.cli;

import org.junit.jupiter.api.Test;
import org.trustledger.testing.HouseRules;

class ArchitectureTest {
    @Test
    void keepsTheHabitsOfTheHouse() {
        HouseRules.check("org.trustledger.cli");
    }
}
