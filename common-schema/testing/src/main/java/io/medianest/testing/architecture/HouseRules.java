package io.medianest.testing.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What the design demands of every module's classes. */
public final class HouseRules {
    private static final String ENTITY = "jakarta.persistence.Entity";
    private static final String PANACHE = "io.quarkus.hibernate.reactive.panache..";
    private static final Set<String> COMBINING = Set.of("combine", "join");

    private static final ArchRule SLICES = slices().matching("io.medianest.(auth|media|youtube|monitor|gateway)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    private static final ArchRule ENTITIES_ARE_PACKAGE_PRIVATE = classes()
            .that()
            .areAnnotatedWith(ENTITY)
            .should()
            .bePackagePrivate()
            .because("an entity is the business of one feature")
            .allowEmptyShould(true);

    private static final ArchRule PANACHE_ONLY_IN_REPOSITORIES = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Repository")
            .should()
            .dependOnClassesThat(are(
                    resideInAPackage(PANACHE).and(simpleName("WithTransaction").negate())))
            .allowEmptyShould(true);

    private static final ArchRule RESOURCES_KNOW_ONLY_HTTP = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.hibernate..", "jakarta.persistence..", "io.vertx..sqlclient..", "io.medianest.persistence..")
            .because("a resource translates HTTP and calls its service, which holds the transaction")
            .allowEmptyShould(true);

    private static final ArchRule TRANSACTIONS_ONLY_IN_SERVICES = noClasses()
            .that()
            .haveSimpleNameEndingWith("Repository")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.medianest.persistence.transaction.Transactions")
            .because("what belongs together is decided by the service")
            .allowEmptyShould(true);

    private static final ArchRule NO_BLOCKING = noClasses()
            .should()
            .callMethod("io.smallrye.mutiny.Uni", "await")
            .because("blocking an event loop stops every request on it");

    private static final ArchRule NO_FIELD_INJECTION = fields().should()
            .notBeAnnotatedWith("jakarta.inject.Inject")
            .because("what a class needs shows in its constructor")
            .allowEmptyShould(true);

    private static final ArchRule PACKAGES_ARE_NULL_MARKED = classes().should(beInANullMarkedPackage());

    private static final ArchRule NO_DUSTBIN_PACKAGES = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..misc..");

    private static final ArchRule SESSIONS_ARE_USED_IN_SEQUENCE = classes().should(notCombineOverASession());

    private HouseRules() {}

    /**
     * Applies every rule to the classes of a module, without its tests.
     *
     * @param rootPackage such as {@code io.medianest.auth}
     * @throws AssertionError naming the first rule that is broken, and where
     */
    public static void check(String rootPackage) {
        JavaClasses module = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(rootPackage);
        for (ArchRule rule : List.of(
                SLICES,
                ENTITIES_ARE_PACKAGE_PRIVATE,
                PANACHE_ONLY_IN_REPOSITORIES,
                RESOURCES_KNOW_ONLY_HTTP,
                TRANSACTIONS_ONLY_IN_SERVICES,
                NO_BLOCKING,
                NO_FIELD_INJECTION,
                PACKAGES_ARE_NULL_MARKED,
                NO_DUSTBIN_PACKAGES,
                SESSIONS_ARE_USED_IN_SEQUENCE)) {
            rule.check(module);
        }
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                boolean generated = type.getModifiers().contains(JavaModifier.SYNTHETIC);
                if (!marked && !generated) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getPackageName() + " has no package-info.java with @NullMarked"));
                }
            }
        };
    }

    /** A Hibernate session serves one statement at a time: running two at once over it fails under load only. */
    private static ArchCondition<JavaClass> notCombineOverASession() {
        return new ArchCondition<>("not combine several Unis where a Hibernate session is used") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean usesSession = type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith("org.hibernate.reactive"));
                if (!usesSession) {
                    return;
                }
                for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                    if (call.getTargetOwner().getName().equals("io.smallrye.mutiny.Uni")
                            && COMBINING.contains(call.getName())) {
                        events.add(SimpleConditionEvent.violated(type, call.getDescription()));
                    }
                }
            }
        };
    }
}
