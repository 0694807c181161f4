package io.slipway.delta.fleet.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.delta.Schemas;
import io.slipway.delta.fleet.DeviceStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeviceContractTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static Stream<Path> statuses() throws IOException {
        return Schemas.samples("DeviceStatusReported", "valid").stream();
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void reads_every_valid_sample_of_a_status(Path sample) throws IOException {
        DeviceStatus status = JSON.readValue(Files.readString(sample), DeviceStatusReported.class)
                .status();

        assertThat(status.device().deviceId()).isEqualTo("board-1");
    }

    @Test
    void counts_the_digest_of_each_component() throws IOException {
        Path sample = Schemas.samples("DeviceStatusReported", "valid.").getFirst();

        DeviceStatus status = JSON.readValue(Files.readString(sample), DeviceStatusReported.class)
                .status();

        assertThat(status.installed()).containsOnlyKeys("rootfs");
        assertThat(status.sequence()).isEqualTo(3);
        assertThat(status.deviceType()).isEqualTo("virtual-board");
    }

    @Test
    void refuses_a_status_whose_components_have_no_digest() throws IOException {
        Path sample = Schemas.samples("DeviceStatusReported", "invalid-installed-without-digest")
                .getFirst();
        DeviceStatusReported reported = JSON.readValue(Files.readString(sample), DeviceStatusReported.class);

        assertThatThrownBy(reported::status)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("installed.sha256");
    }

    @Test
    void reads_every_valid_sample_of_an_enrolment_and_a_revocation() throws IOException {
        for (String type : new String[] {"DeviceEnrolled", "DeviceRevoked"}) {
            for (Path sample : Schemas.samples(type, "valid")) {
                DeviceNamed named = JSON.readValue(Files.readString(sample), DeviceNamed.class);

                assertThat(named.device().toString()).isEqualTo("default/board-1");
            }
        }
    }
}
