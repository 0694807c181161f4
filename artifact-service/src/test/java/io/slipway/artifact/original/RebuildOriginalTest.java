package io.slipway.artifact.original;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.slipway.artifact.storage.ObjectMissingException;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;

import static org.assertj.core.api.Assertions.assertThat;

class RebuildOriginalTest {

    private static final int AT_ONCE = 2;
    private static final PayloadSample SAMPLE = PayloadSample.of(2, 300_000);
    private static final RebuildableImage IMAGE = SAMPLE.provenAt("acme", Instant.EPOCH);

    private final OneImage images = new OneImage();
    private final OnePayload payloads = new OnePayload();
    private final RebuildOriginal rebuildOriginal = new RebuildOriginal(images, payloads, AT_ONCE);

    @Test
    void begins_where_the_image_is_known_and_its_payload_there() {
        assertThat(begin()).isInstanceOf(Rebuilding.Begun.class);
    }

    @Test
    void knows_nothing_of_other_images() {
        assertThat(rebuildOriginal.begin(IMAGE.tenant(), IMAGE.payload().sha256()))
                .isEqualTo(new Rebuilding.Unknown());
    }

    @Test
    void says_that_the_payload_has_to_be_made_again() {
        payloads.content = Optional.empty();

        for (int round = 0; round <= AT_ONCE; round++) {
            assertThat(begin()).isEqualTo(new Rebuilding.Cold(IMAGE));
        }
    }

    @Test
    void says_that_the_index_is_damaged() {
        payloads.content = Optional.of(SAMPLE.damagedAt(100));

        for (int round = 0; round <= AT_ONCE; round++) {
            assertThat(begin()).isInstanceOf(Rebuilding.Refused.class);
        }
    }

    @Test
    void does_not_give_another_image() {
        PayloadSample other = PayloadSample.of(3, 300_000);
        RebuildableImage mixed = other.provenAt("acme", Instant.EPOCH);
        images.known =
                new RebuildableImage(mixed.tenant(), IMAGE.image(), mixed.payload(), mixed.index(), mixed.provenAt());
        payloads.content = Optional.of(other.payload());

        assertThat(begin()).isInstanceOf(Rebuilding.Refused.class);
    }

    @Test
    void makes_no_more_at_once_than_it_may() {
        Rebuilding first = begin();
        Rebuilding second = begin();

        assertThat(begin()).isEqualTo(new Rebuilding.Busy());
        close(first);
        assertThat(begin()).isInstanceOf(Rebuilding.Begun.class);
        assertThat(begin()).isEqualTo(new Rebuilding.Busy());
        close(second);
    }

    private Rebuilding begin() {
        return rebuildOriginal.begin(IMAGE.tenant(), IMAGE.image().sha256());
    }

    private static void close(Rebuilding begun) {
        if (begun instanceof Rebuilding.Begun(RebuiltImage image)) {
            image.close();
        }
    }

    /** Knows one image. */
    private static final class OneImage implements RebuildableImages {

        private RebuildableImage known = IMAGE;

        @Override
        public void note(UUID event, RebuildableImage image) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<RebuildableImage> find(Tenant tenant, Sha256 image) {
            return Optional.of(known).filter(found -> found.image().sha256().equals(image));
        }

        @Override
        public List<RebuildableImage> withOriginal(Instant before, Optional<RebuildableImage> after, int most) {
            throw new UnsupportedOperationException();
        }
    }

    /** Has one payload, or none. */
    private static final class OnePayload implements PayloadBucket {

        private Optional<byte[]> content = Optional.of(SAMPLE.payload());

        @Override
        public InputStream open(Tenant tenant, Sha256 payload, long offset) {
            byte[] bytes = content.orElseThrow(() -> new ObjectMissingException("none", new IOException()));
            return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
        }

        @Override
        public boolean has(Tenant tenant, Content payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isCold(Tenant tenant, Sha256 payload) {
            throw new UnsupportedOperationException();
        }
    }
}
