package io.slipway.artifact.repository.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.slipway.artifact.Schemas;
import io.slipway.artifact.repository.PayloadOffer;
import io.slipway.events.EventRejectedException;
import io.slipway.events.ReceivedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UpdatePathReadyJsonTest {

    private static final String TYPE = "UpdatePathReady";

    @Test
    void reads_every_valid_sample_of_a_full_payload() throws IOException {
        List<Path> samples = Stream.of("valid", "previous")
                .flatMap(prefix -> Schemas.samples(TYPE, prefix).stream())
                .filter(sample -> Schemas.read(sample).contains("\"full\""))
                .toList();
        assertThat(samples).isNotEmpty();

        for (Path sample : samples) {
            PayloadOffer offer = UpdatePathReadyJson.offer(event(Schemas.read(sample)));

            assertThat(offer.target().path().value()).startsWith("payloads/").endsWith("/full");
        }
    }

    @Test
    void reads_a_delta_with_its_source_in_its_name() throws IOException {
        List<Path> samples = Schemas.samples(TYPE, "valid-delta");
        assertThat(samples).isNotEmpty();

        for (Path sample : samples) {
            PayloadOffer offer = UpdatePathReadyJson.offer(event(Schemas.read(sample)));

            assertThat(offer.target().from()).hasValueSatisfying(source -> assertThat(
                            offer.target().path().value())
                    .endsWith("/from-" + source.sha256().hex()));
        }
    }

    @Test
    void rejects_every_invalid_sample_that_it_would_act_on() {
        for (Path sample : Schemas.samples(TYPE, "invalid")) {
            assertThatThrownBy(() -> UpdatePathReadyJson.offer(event(Schemas.read(sample))))
                    .as(sample.getFileName().toString())
                    .isInstanceOf(EventRejectedException.class);
        }
    }

    private static ReceivedEvent event(String json) throws IOException {
        String tenant = new ObjectMapper().readTree(json).path("tenant").asText("default");
        return new ReceivedEvent(UUID.randomUUID(), TYPE, tenant + "/x", Instant.EPOCH, json, Optional.empty());
    }
}
