package io.slipway.payload;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import io.slipway.architecture.HouseRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTest {

    @Test
    void keeps_the_rules_of_the_house() {
        HouseRules.check("io.slipway.payload");
    }

    @Test
    void what_a_device_uses_never_reaches_what_makes_payloads() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.slipway.payload");

        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.slipway.payload.index..",
                        "io.slipway.payload.script..",
                        "io.slipway.payload.repack..",
                        "io.slipway.payload.apply..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.slipway.payload.create..", "io.slipway.payload.diff..", "io.slipway.payload.image..")
                .check(classes);
    }
}
