package org.trustledger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {
    private static final String PLANTED = "org.trustledger.testing.planted";

    /** Each rule by what it says of itself, with the class that was planted for it. */
    private static final Map<String, String> VIOLATIONS = Map.of(
            "every package is null-safe by annotation", ".unmarked",
            "time comes from the injected Clock, so that tests can move it", ".AsksTheMachine",
            "nothing waits by the clock: await a condition or use a scheduler", ".Sleeps",
            "nothing borrows the common pool: say who carries work out", ".BorrowsAThread",
            "no static mutable state", ".Remembers",
            "names are words of the product", ".AnswerManager",
            "no reflection tricks", ".Reflects",
            "the technical drawer knows no feature", ".platform.KnowsAFeature",
            "features do not depend on each other in a circle", ".east.East");

    @ParameterizedTest
    @MethodSource("rules")
    void catchesTheViolationPlantedForIt(ArchRule rule) {
        assertThat(VIOLATIONS).as("a rule without a planted violation").containsKey(rule.getDescription());
        var violation = PLANTED + VIOLATIONS.get(rule.getDescription());

        assertThatThrownBy(() -> rule.check(planted()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(violation);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isContentWithWhatBreaksNoRule(ArchRule rule) {
        assertThatCode(() -> rule.check(new ClassFileImporter().importPackages(PLANTED + ".plain")))
                .doesNotThrowAnyException();
    }

    @Test
    void holdsAModuleToEveryRuleThatHasAViolationPlanted() {
        assertThat(rules())
                .extracting(ArchRule::getDescription)
                .containsExactlyInAnyOrderElementsOf(VIOLATIONS.keySet());
    }

    @Test
    void seesEveryWayToAskTheMachineForTheTimeOrToSleep() {
        assertThatThrownBy(() -> HouseRules.timeComesFromAClock().check(planted()))
                .hasMessageContainingAll("AsksTheMachine.time()", "AsksTheMachine.today()")
                .hasMessageNotContaining("asItShould");
        assertThatThrownBy(() -> HouseRules.nothingSleeps().check(planted()))
                .hasMessageContainingAll("Sleeps.rest()", "Sleeps.restForAWhile()");
    }

    @Test
    void seesEveryWayToBorrowTheCommonPool() {
        assertThatThrownBy(() -> HouseRules.nothingBorrowsTheCommonPool().check(planted()))
                .hasMessageContainingAll(
                        "BorrowsAThread.shares()",
                        "BorrowsAThread.turns()",
                        "BorrowsAThread.sends()",
                        "BorrowsAThread.pool()")
                .hasMessageNotContaining("asItShould");
    }

    @Test
    void failsWhereThereIsNothingToGuard() {
        assertThatThrownBy(() -> HouseRules.check("org.trustledger.nowhere"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("org.trustledger.nowhere");
    }

    private static List<ArchRule> rules() {
        return HouseRules.all(PLANTED);
    }

    private static JavaClasses planted() {
        return new ClassFileImporter().importPackages(PLANTED);
    }
}
