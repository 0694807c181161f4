package io.slipway.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.minio.MinioClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.slipway.delta.generation.Way;

import static org.assertj.core.api.Assertions.assertThat;

/** What is removed of cold images, and what is not, when processes end and objects get lost; with real PostgreSQL and S3. Each test has a tenant of its own. */
@QuarkusTest
class ColdRemovalTest {

    @Inject
    VersionHistory.Beans beans;

    @Inject
    MinioClient store;

    private VersionHistory history;
    private ColdStore objects;

    @BeforeEach
    void begin() {
        String tenant = "t-" + UUID.randomUUID().toString().substring(0, 18);
        history = new VersionHistory(beans, tenant, new Buckets(store));
        objects = new ColdStore(store, tenant);
    }

    @Test
    void a_lost_delta_is_found_before_anything_is_removed() throws Exception {
        // Given an image that is cold, whose payload is still there
        byte[] old = VersionHistory.image();
        JsonNode warm = history.published(old);
        byte[] next = VersionHistory.changed(old, 8);
        history.published(next);
        history.removeOriginals();
        history.makeCold(old);

        // When
        objects.remove(history.payloadOf(new Way.Delta(history.image(next), history.image(old))));
        history.removePayloads();

        // Then the image is warm
        assertThat(history.state(old)).isEqualTo("ready");
        assertThat(objects.payload(warm)).isTrue();

        // And it is not proven again
        history.outdateProofs();
        history.makeAllCold();
        assertThat(history.state(old)).isEqualTo("ready");
        JsonNode back = history.back(next, old);
        assertThat(back.at("/reason/code").asText()).isEqualTo("chain-broken");
        assertThat(objects.payload(warm)).isTrue();
    }

    @Test
    void an_image_whose_chain_is_lost_is_not_made_again_and_says_why() throws Exception {
        // Given
        byte[] old = VersionHistory.image();
        history.published(old);
        byte[] next = VersionHistory.changed(old, 8);
        JsonNode newest = history.published(next);
        history.removeOriginals();
        history.makeAllCold();
        String delta = history.payloadOf(new Way.Delta(history.image(next), history.image(old)));
        byte[] lost = objects.bytesOf(delta);

        // When
        objects.remove(delta);
        history.warm(old);

        // Then
        JsonNode job = history.awaitState(old, "rejected");
        assertThat(job.at("/reason/code").asText()).isEqualTo("chain-broken");
        assertThat(job.at("/reason/detail").asText()).contains(delta);
        assertThat(objects.payload(newest)).isTrue();
        assertThat(history.pathState(old)).isEqualTo("rejected");

        // And it comes back when the object does
        objects.put(delta, lost);
        history.warm(old);
        history.awaitState(old, "ready");
    }

    @Test
    void a_removal_that_was_cut_off_is_brought_to_its_end() throws Exception {
        // Given three cold images
        List<byte[]> images = fourVersions();

        // When the process ends after the note, after the marker, and after the removal
        cutOff(images.get(0), objects::failingBefore, true, false);
        cutOff(images.get(1), objects::failingAfterMarker, true, true);
        cutOff(images.get(2), objects::failingAfterRemoval, false, true);
    }

    private void cutOff(byte[] image, Consumer<VersionHistory> death, boolean hasPayload, boolean hasMarker)
            throws Exception {
        JsonNode job = history.job(image);
        history.outdateCooling(image);
        death.accept(history);
        assertThat(history.remains(image)).isEqualTo("leaving");
        assertThat(objects.payload(job)).isEqualTo(hasPayload);
        assertThat(objects.marker(job)).isEqualTo(hasMarker);

        // Then the next look brings it to its end
        history.remove();
        assertThat(history.remains(image)).isEqualTo("removed");
        assertThat(objects.payload(job)).isFalse();
        assertThat(objects.marker(job)).isTrue();
    }

    @Test
    void a_removal_that_was_cut_off_ends_when_the_image_is_wanted() throws Exception {
        // Given
        List<byte[]> images = fourVersions();
        JsonNode job = history.job(images.getFirst());
        history.outdateCooling(images.getFirst());
        objects.failingAfterMarker(history);

        // When
        history.warm(images.getFirst());
        history.awaitState(images.getFirst(), "ready");
        history.removePayloads();

        // Then
        assertThat(history.state(images.getFirst())).isEqualTo("ready");
        assertThat(objects.payload(job)).isTrue();
        assertThat(objects.marker(job)).isFalse();
    }

    /** Three versions that are cold, and the newest. */
    private List<byte[]> fourVersions() throws Exception {
        List<byte[]> images = new ArrayList<>(List.of(VersionHistory.image()));
        IntStream.range(0, 3).forEach(i -> images.add(VersionHistory.changed(images.get(i), 8)));
        for (byte[] image : images) {
            history.published(image);
        }
        history.removeOriginals();
        history.forget();
        history.coolUntilQuiet();
        return images;
    }
}
