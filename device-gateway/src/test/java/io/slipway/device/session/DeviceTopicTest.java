package io.slipway.device.session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.device.identity.DeviceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeviceTopicTest {

    @Test
    void finds_the_device_of_its_topic() {
        DeviceName device = DeviceName.of("default", "board-1");

        assertThat(DeviceTopic.REPORT.of(device)).isEqualTo("slipway/default/board-1/report");
        assertThat(DeviceTopic.REPORT.deviceOf("slipway/default/board-1/report"))
                .isEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slipway/default/board-1/command",
                "slipway/default/board-1",
                "slipway/default/board-1/report/x",
                "other/default/board-1/report",
                "slipway//board-1/report",
                "slipway/default/+/report"
            })
    void refuses_other_topics(String topic) {
        assertThatThrownBy(() -> DeviceTopic.REPORT.deviceOf(topic)).isInstanceOf(IllegalArgumentException.class);
    }
}
