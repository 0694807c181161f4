package io.slipway.rollout;

import org.junit.jupiter.api.Test;

import io.slipway.architecture.HouseRules;

class ArchitectureTest {

    @Test
    void keeps_the_rules_of_the_house() {
        HouseRules.check("io.slipway.rollout");
    }
}
