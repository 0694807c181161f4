package io.slipway.payload.apply;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import io.slipway.payload.MadePayload;
import io.slipway.payload.SampleImages;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.index.IndexEncoder;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class DamagedPayloadTest {

    /** Zeros, random bytes and text, so that every operation takes part. */
    private static final byte[] IMAGE = image();

    private static byte[] image() {
        byte[] image = new byte[3 * 4096 + 17];
        System.arraycopy(SampleImages.random(1, 4096), 0, image, 4096, 4096);
        Arrays.fill(image, 2 * 4096, image.length, (byte) 'x');
        return image;
    }

    @Test
    void any_flipped_bit_is_refused_before_a_wrong_byte_is_written() {
        MadePayload payload = MadePayload.of(IMAGE);
        byte[] damaged = payload.bytes().clone();
        Set<String> codes = new TreeSet<>();
        for (int bit = 0; bit < damaged.length * 8; bit++) {
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            MemoryTarget target = new MemoryTarget(IMAGE.length);

            codes.add(refusal(damaged, payload.facts().index(), target).code());

            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertNothingWrongWritten(target);
        }
        assertThat(codes).containsExactly("payload-blob-digest-mismatch", "payload-index-digest-mismatch");
    }

    @Test
    void a_payload_that_ends_at_any_byte_is_refused_as_truncated() {
        MadePayload payload = MadePayload.of(IMAGE);
        for (int length = 0; length < payload.bytes().length; length++) {
            MemoryTarget target = new MemoryTarget(IMAGE.length);

            Refusal refusal = refusal(
                    Arrays.copyOf(payload.bytes(), length), payload.facts().index(), target);

            assertThat(refusal).isInstanceOf(Refusal.Truncated.class);
            assertNothingWrongWritten(target);
        }
    }

    @Test
    void an_index_that_signed_metadata_does_not_name_is_refused_though_it_is_well_formed() {
        MadePayload expected = MadePayload.of(IMAGE);
        MadePayload other = MadePayload.of(SampleImages.random(2, IMAGE.length));

        Refusal refusal = refusal(other.bytes(), expected.facts().index(), new MemoryTarget(IMAGE.length));

        assertThat(refusal)
                .isEqualTo(new Refusal.IndexDigestMismatch(
                        expected.facts().index().sha256(), other.facts().index().sha256()));
    }

    @Test
    void an_authentic_blob_that_is_no_zstd_frame_is_refused() throws Exception {
        byte[] blob = SampleImages.random(4, 1000);

        Refusal refusal = applyHandmade(blob, new byte[4096]);

        assertThat(refusal).isInstanceOf(Refusal.UndecodableBlob.class);
    }

    @Test
    void an_authentic_blob_of_another_length_is_refused() throws Exception {
        byte[] blob =
                blobOf(MadePayload.of(new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}));

        Refusal refusal = applyHandmade(blob, new byte[4096]);

        assertThat(refusal).isInstanceOf(Refusal.UndecodableBlob.class);
        assertThat(refusal.detail()).contains("21 bytes instead of 4096");
    }

    @Test
    void an_authentic_blob_with_more_than_its_range_is_refused() throws Exception {
        byte[] blob = blobOf(MadePayload.of(SampleImages.structured(3, 4097), new CreationSettings(8192, 5, 1)));

        Refusal refusal = applyHandmade(blob, new byte[4096]);

        assertThat(refusal).isEqualTo(new Refusal.UndecodableBlob(0, "bytes behind the group's last range"));
    }

    @Test
    void an_authentic_frame_without_its_end_is_refused() throws Exception {
        byte[] content = SampleImages.structured(3, 4096);
        byte[] blob = blobOf(MadePayload.of(content));

        Refusal refusal = applyHandmade(Arrays.copyOf(blob, blob.length - 1), content);

        assertThat(refusal).isInstanceOf(Refusal.UndecodableBlob.class);
    }

    @Test
    void an_authentic_blob_with_other_content_than_its_range_is_refused() throws Exception {
        byte[] content = new byte[4096];
        Arrays.fill(content, (byte) 'x');
        byte[] blob = blobOf(MadePayload.of(content));

        Refusal refusal = applyHandmade(blob, new byte[4096]);

        assertThat(refusal)
                .isEqualTo(new Refusal.RangeDigestMismatch(
                        0, Sha256.ofContent(new byte[4096]), Sha256.ofContent(content)));
    }

    @Test
    void a_zero_range_whose_digest_is_not_that_of_zeros_is_refused() throws Exception {
        IndexEncoder encoder = new IndexEncoder();
        encoder.addZero(4096, new byte[32]);
        byte[] payload = encoder.finishFull(new byte[32]);
        MemoryTarget target = new MemoryTarget(4096);

        Refusal refusal = refusal(payload, new IndexReference(payload.length, Sha256.ofContent(payload)), target);

        assertThat(refusal).isInstanceOf(Refusal.RangeDigestMismatch.class);
        assertThat(target.content()).containsOnly(MemoryTarget.OLD);
    }

    @Test
    void memory_is_not_taken_for_an_index_beyond_the_limit() {
        IndexReference enormous = new IndexReference(1L << 40, Sha256.ofContent(new byte[0]));
        PayloadSource untouched = offset -> {
            throw new AssertionError("the source must not be opened");
        };

        assertThatThrownBy(() -> IndexReader.read(untouched, enormous))
                .asInstanceOf(type(PayloadRefusedException.class))
                .extracting(e -> e.refusal().code())
                .isEqualTo("payload-limit-exceeded");
    }

    @Test
    void a_target_that_was_changed_after_writing_fails_its_verification() throws Exception {
        MadePayload payload = MadePayload.of(IMAGE);
        MemoryTarget target = new MemoryTarget(IMAGE.length);
        Applying.everything(payload.bytes(), payload.facts().index(), target);
        target.write(77, ByteBuffer.wrap(new byte[] {1}));

        assertThatThrownBy(() -> new TargetVerification(target)
                        .verify(IMAGE.length, payload.facts().imageSha256(), read -> {}))
                .asInstanceOf(type(PayloadRefusedException.class))
                .extracting(e -> e.refusal().code())
                .isEqualTo("payload-target-digest-mismatch");
    }

    private static Refusal applyHandmade(byte[] blob, byte[] content) throws Exception {
        IndexEncoder encoder = new IndexEncoder();
        byte[] contentSha256 = Sha256.ofContent(content).bytes();
        byte[] blobSha256 = Sha256.ofContent(blob).bytes();
        encoder.addScript(true, content.length, content.length, blob.length, blobSha256, contentSha256);
        byte[] index = encoder.finishFull(contentSha256);
        byte[] payload = Arrays.copyOf(index, index.length + blob.length);
        System.arraycopy(blob, 0, payload, index.length, blob.length);
        MemoryTarget target = new MemoryTarget(content.length);
        Refusal refusal = refusal(payload, new IndexReference(index.length, Sha256.ofContent(index)), target);
        assertThat(target.content()).containsOnly(MemoryTarget.OLD);
        return refusal;
    }

    private static byte[] blobOf(MadePayload payload) {
        PayloadIndex index = Applying.index(payload);
        return Arrays.copyOfRange(payload.bytes(), index.length(), payload.bytes().length);
    }

    private static Refusal refusal(byte[] payload, IndexReference reference, MemoryTarget target) {
        PayloadRefusedException refused = catchThrowableOfType(
                PayloadRefusedException.class, () -> Applying.everything(payload, reference, target));
        assertThat(refused).isNotNull();
        return refused.refusal();
    }

    private static void assertNothingWrongWritten(MemoryTarget target) {
        byte[] content = target.content();
        for (int from = 0; from < IMAGE.length; from += 4096) {
            int end = Math.min(from + 4096, IMAGE.length);
            boolean untouched = content[from] == MemoryTarget.OLD;
            assertThat(untouched || Arrays.equals(content, from, end, IMAGE, from, end))
                    .isTrue();
        }
    }
}
