package io.slipway.delta.versions.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.slipway.delta.Schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PayloadWantedTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Test
    void reads_every_valid_sample() throws IOException {
        assertThat(Schemas.samples("PayloadWanted", "valid")).isNotEmpty();
        for (Path sample : Schemas.samples("PayloadWanted", "valid")) {
            PayloadWanted.Meaning wanted = read(sample).meaning();

            assertThat(wanted.key()).isEqualTo("default/" + wanted.payload());
        }
    }

    @Test
    void refuses_what_names_no_payload_of_a_tenant() throws IOException {
        for (String fault : new String[] {"invalid-no-tenant", "invalid-upper-case-digest"}) {
            PayloadWanted wanted = read(Schemas.samples("PayloadWanted", fault).getFirst());

            assertThatThrownBy(wanted::meaning).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static PayloadWanted read(Path sample) throws IOException {
        return JSON.readValue(Files.readString(sample), PayloadWanted.class);
    }
}
