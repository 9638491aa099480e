package org.trustledger.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.BaseStream;
import org.jspecify.annotations.NullMarked;

/** The habits of the house as rules over compiled classes; what javac, Error Prone and NullAway do not see. */
public final class HouseRules {
    private static final String MINCING_NAMES =
            ".*(Util|Utils|Helper|Impl|Manager|DTO|Dto|Mapper|Service|Command|Event|Exception)";

    private HouseRules() {}

    /**
     * Holds the production classes of a module to every rule.
     *
     * @param rootPackage package root of the module, such as {@code org.trustledger.query}
     * @throws AssertionError naming each class that breaks a rule, or if there is no class at all under the root
     */
    public static void check(String rootPackage) {
        var production = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(rootPackage);
        // An empty import would satisfy every rule: the way a renamed package goes unguarded for years.
        if (production.isEmpty()) {
            throw new AssertionError(
                    "No production class under %s: is the package still called so?".formatted(rootPackage));
        }
        all(rootPackage).forEach(rule -> rule.check(production));
    }

    static List<ArchRule> all(String rootPackage) {
        var rules = new ArrayList<ArchRule>();
        rules.add(nullMarked());
        rules.add(timeComesFromAClock());
        rules.add(nothingSleeps());
        rules.add(nothingBorrowsTheCommonPool());
        rules.add(noStaticState());
        rules.add(plainNames());
        rules.add(noReflection());
        rules.add(platformImportsNoFeature(rootPackage));
        rules.add(featuresFormNoCycle(rootPackage));
        return rules;
    }

    static ArchRule nullMarked() {
        return classes()
                .should(new ArchCondition<>("be in a package marked @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        var marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(
                                type, marked, "%s has no @NullMarked package-info".formatted(type.getPackageName())));
                    }
                })
                .as("every package is null-safe by annotation");
    }

    static ArchRule timeComesFromAClock() {
        // Every now() that is not handed a clock, the ones that take a zone included.
        var asksTheMachine = DescribedPredicate.<JavaMethodCall>describe("ask the machine for the time", call -> {
            var method = call.getTarget();
            var owner = method.getOwner();
            return method.getName().equals("now")
                            && owner.getPackageName().equals("java.time")
                            && method.getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Clock.class))
                    || method.getName().equals("currentTimeMillis") && owner.isEquivalentTo(System.class);
        });
        return noClasses()
                .should(callMethodWhere(asksTheMachine))
                .as("time comes from the injected Clock, so that tests can move it");
    }

    static ArchRule nothingSleeps() {
        var sleeps = DescribedPredicate.<JavaMethodCall>describe(
                "sleep",
                call -> call.getTarget().getName().equals("sleep")
                        && (call.getTargetOwner().isAssignableTo(Thread.class)
                                || call.getTargetOwner().isAssignableTo(TimeUnit.class)));
        return noClasses()
                .should(callMethodWhere(sleeps))
                .as("nothing waits by the clock: await a condition or use a scheduler");
    }

    // Who waits for a part of a parallel stream waits for ever when those who hold the pool's threads never let go.
    static ArchRule nothingBorrowsTheCommonPool() {
        var borrows = DescribedPredicate.<JavaMethodCall>describe("borrow a thread of the common pool", call -> {
            var method = call.getTarget();
            var owner = method.getOwner();
            return switch (method.getName()) {
                case "parallelStream" -> owner.isAssignableTo(Collection.class);
                case "parallel" -> owner.isAssignableTo(BaseStream.class);
                case "commonPool" -> owner.isAssignableTo(ForkJoinPool.class);
                default ->
                    method.getName().endsWith("Async")
                            && owner.isAssignableTo(CompletableFuture.class)
                            && method.getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Executor.class));
            };
        });
        return noClasses()
                .should(callMethodWhere(borrows))
                .as("nothing borrows the common pool: say who carries work out");
    }

    static ArchRule noStaticState() {
        return fields().that()
                .areStatic()
                .should(new ArchCondition<>("be final") {
                    @Override
                    public void check(JavaField field, ConditionEvents events) {
                        var isFinal = field.getModifiers().contains(JavaModifier.FINAL);
                        events.add(new SimpleConditionEvent(
                                field, isFinal, "%s is static and can change".formatted(field.getFullName())));
                    }
                })
                .allowEmptyShould(true)
                .as("no static mutable state");
    }

    static ArchRule plainNames() {
        return noClasses().should().haveNameMatching(MINCING_NAMES).as("names are words of the product");
    }

    static ArchRule noReflection() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.lang.reflect"))
                .as("no reflection tricks");
    }

    static ArchRule platformImportsNoFeature(String rootPackage) {
        return noClasses()
                .that()
                .resideInAPackage(rootPackage + ".platform..")
                .should()
                .dependOnClassesThat(resideInAPackage(rootPackage + "..")
                        .and(resideInAPackage(rootPackage + ".platform..").negate()))
                .allowEmptyShould(true)
                .as("the technical drawer knows no feature");
    }

    static ArchRule featuresFormNoCycle(String rootPackage) {
        return SlicesRuleDefinition.slices()
                .matching(rootPackage + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .as("features do not depend on each other in a circle");
    }
}
