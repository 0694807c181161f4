package io.slipway.artifact.repository.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.slipway.artifact.Schemas;
import io.slipway.artifact.original.RebuildableImage;
import io.slipway.events.EventRejectedException;
import io.slipway.events.ReceivedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImageRebuildableJsonTest {

    private static final String TYPE = "ImageRebuildable";

    @Test
    void reads_every_valid_sample() throws IOException {
        List<Path> samples = Schemas.samples(TYPE, "valid");
        assertThat(samples).isNotEmpty();

        for (Path sample : samples) {
            RebuildableImage image = ImageRebuildableJson.image(event("default", Schemas.read(sample)));

            assertThat(image.tenant().name()).isEqualTo("default");
            assertThat(image.image().length()).isEqualTo(734_003_200);
            assertThat(image.index().length()).isEqualTo(56_080);
        }
    }

    @Test
    void rejects_every_invalid_sample() {
        for (Path sample : Schemas.samples(TYPE, "invalid")) {
            assertThatThrownBy(() -> ImageRebuildableJson.image(event("default", Schemas.read(sample))))
                    .as(sample.getFileName().toString())
                    .isInstanceOf(EventRejectedException.class);
        }
    }

    @Test
    void rejects_an_event_under_the_key_of_another_tenant_or_at_no_time() throws IOException {
        String valid = Schemas.read(Schemas.samples(TYPE, "valid").getFirst());
        String never = new ObjectMapper()
                .readTree(valid)
                .toString()
                .replaceFirst("\"provenAt\":\"[^\"]*\"", "\"provenAt\":\"yesterday\"");

        assertThatThrownBy(() -> ImageRebuildableJson.image(event("other", valid)))
                .isInstanceOf(EventRejectedException.class);
        assertThatThrownBy(() -> ImageRebuildableJson.image(event("default", never)))
                .isInstanceOf(EventRejectedException.class);
    }

    private static ReceivedEvent event(String tenant, String json) {
        return new ReceivedEvent(UUID.randomUUID(), TYPE, tenant + "/x", Instant.EPOCH, json, Optional.empty());
    }
}
