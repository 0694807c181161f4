package io.slipway.artifact;

import io.slipway.architecture.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keeps_to_the_house_rules() {
        HouseRules.check("io.slipway.artifact");
    }
}
