package org.trustledger.chaos;

import org.junit.jupiter.api.Test;
import org.trustledger.testing.HouseRules;

class ArchitectureTest {
    @Test
    void keepsTheHabitsOfTheHouse() {
        HouseRules.check("org.trustledger.chaos");
    }
}
