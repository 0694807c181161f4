package io.slipway.standalone.platform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortPlanTest {

    @Test
    void usual_ports_are_those_of_the_documentation() {
        PortPlan ports = new PortPlan(0);

        assertThat(ports.all())
                .containsEntry("postgres", 5433)
                .containsEntry("kafka", 9092)
                .containsEntry("s3", 9000)
                .containsEntry("mqtt", 8883)
                .containsEntry("artifact-service", 8081)
                .containsEntry("rollout-service", 8082)
                .containsEntry("delta-service", 8083)
                .containsEntry("device-gateway", 8084)
                .containsEntry("device-gateway (management)", 9084)
                .containsEntry("device-gateway (devices)", 8444);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 20_000})
    void no_two_components_share_a_port(int offset) {
        assertThat(new PortPlan(offset).all().values()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 20_001})
    void refuses_offsets_that_leave_the_range_of_ports(int offset) {
        assertThatThrownBy(() -> new PortPlan(offset)).isInstanceOf(IllegalArgumentException.class);
    }
}
