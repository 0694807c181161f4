package io.slipway.architecture;

import java.util.List;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * What every module keeps to, checked on its compiled main classes.
 *
 * <p>A <em>feature</em> is a package below the module's root, for example {@code io.slipway.rollout.wave}; an <em>adapter</em> is a package below a
 * feature that is named after a technology, for example {@code io.slipway.rollout.wave.postgres}.
 */
public final class HouseRules {

    /** Package names that mark an adapter. */
    private static final Set<String> TECHNOLOGIES = Set.of(
            "http",
            "kafka",
            "mqtt",
            "postgres",
            "s3",
            "file",
            "process",
            "bouncycastle",
            "zstd",
            "pkcs11",
            "cli",
            "json",
            "socket",
            "metrics",
            "uboot",
            "grub",
            "efibootguard",
            "systemdboot",
            "tryboot");

    /** Package names that say nothing about the domain. */
    private static final List<String> EMPTY_NAMES =
            List.of("service", "util", "utils", "common", "impl", "dto", "manager", "helper", "helpers", "misc");

    private static final String[] FRAMEWORKS = {
        "jakarta..",
        "io.quarkus..",
        "io.smallrye..",
        "io.vertx..",
        "org.hibernate..",
        "org.apache.kafka..",
        "org.eclipse.microprofile..",
        "org.eclipse.paho..",
        "com.fasterxml..",
        "io.minio..",
        "okhttp3..",
    };

    private HouseRules() {}

    /**
     * Checks the rules on all main classes below {@code rootPackage}.
     *
     * @param rootPackage the module's root, for example {@code io.slipway.rollout}
     * @throws AssertionError with every violation, if there is one
     */
    public static void check(String rootPackage) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(new ImportOption.DoNotIncludeJars())
                .importPackages(rootPackage);
        noClasses()
                .should()
                .resideInAnyPackage(
                        EMPTY_NAMES.stream().map(n -> ".." + n + "..").toArray(String[]::new))
                .because("a package is named by a noun of the domain or, if it is an adapter, by its technology")
                .allowEmptyShould(true)
                .check(classes);
        noClasses()
                .that(domainOf(rootPackage))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .because("the root of a feature package is the domain: it knows no framework")
                .allowEmptyShould(true)
                .check(classes);
        noClasses()
                .that(domainOf(rootPackage))
                .should()
                .dependOnClassesThat(adapterOf(rootPackage))
                .because("the domain never calls an adapter; it declares a port that the adapter implements")
                .allowEmptyShould(true)
                .check(classes);
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(rootPackage + "..")
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .because("collaborators come through the constructor")
                .allowEmptyShould(true)
                .check(classes);
        fields().that()
                .areStatic()
                .and()
                .areNotPrivate()
                .should()
                .beFinal()
                .because("shared mutable state has no owner")
                .allowEmptyShould(true)
                .check(classes);
        classes()
                .that()
                .haveSimpleNameEndingWith("Impl")
                .should()
                .bePackagePrivate()
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .because("an implementation is named for what sets it apart")
                .allowEmptyShould(true)
                .check(classes);
        slices().matching(rootPackage + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("features are read from top to bottom")
                .allowEmptyShould(true)
                .check(classes);
    }

    private static DescribedPredicate<JavaClass> domainOf(String rootPackage) {
        return DescribedPredicate.describe(
                "are the domain of a feature", c -> isFeature(c, rootPackage) && !isAdapter(c, rootPackage));
    }

    private static DescribedPredicate<JavaClass> adapterOf(String rootPackage) {
        return DescribedPredicate.describe("are adapters", c -> isAdapter(c, rootPackage));
    }

    private static boolean isFeature(JavaClass c, String rootPackage) {
        return c.getPackageName().startsWith(rootPackage + ".");
    }

    private static boolean isAdapter(JavaClass c, String rootPackage) {
        return isFeature(c, rootPackage)
                && List.of(c.getPackageName()
                                .substring(rootPackage.length() + 1)
                                .split("\\."))
                        .stream()
                        .anyMatch(TECHNOLOGIES::contains);
    }
}
