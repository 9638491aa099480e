package org.trustledger.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Repository;
import org.trustledger.query.statements.Gate;
import org.trustledger.testing.HouseRules;

class ArchitectureTest {
    @Test
    void keepsTheHabitsOfTheHouse() {
        HouseRules.check("org.trustledger.query");
    }

    /** The ledger's repository knows positions and moments, the packs' one files: neither has content. */
    @Test
    void readsContentThroughTheGateOnly() {
        classes()
                .that()
                .areAnnotatedWith(Repository.class)
                .and()
                .resideOutsideOfPackages("org.trustledger.query.ledger..", "org.trustledger.query.packs..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Gate.class)
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.trustledger.query"));
    }
}
