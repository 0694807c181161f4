package io.slipway.standalone;

import org.junit.jupiter.api.Test;

import io.slipway.architecture.HouseRules;

class ArchitectureTest {

    @Test
    void keeps_to_the_house_rules() {
        HouseRules.check("io.slipway.standalone");
    }
}
