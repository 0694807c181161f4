package io.slipway.payload.apply;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.slipway.payload.MadePayload;
import io.slipway.payload.SampleImages;
import io.slipway.payload.apply.DeltaApplierTest.Pair;
import io.slipway.payload.index.IndexEncoder;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.index.SourceImage;
import io.slipway.payload.index.TargetRange;
import io.slipway.payload.script.HandmadeScript;
import io.slipway.payload.script.Preamble;
import io.slipway.payload.script.ScriptStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Deltas that are signed and nonsense: made wrong by whoever could have them signed. */
class ForgedDeltaTest {

    private static final byte[] SOURCE = SampleImages.random(1, 9000);
    private static final byte[] EMPTY_PREAMBLE = HandmadeScript.packed(new byte[] {0, 0, 0});

    @Test
    void a_script_as_the_specification_has_it_is_applied() throws Exception {
        byte[] content = Arrays.copyOfRange(SOURCE, 100, 200);
        MemoryTarget target = new MemoryTarget(100);

        apply(forged(EMPTY_PREAMBLE, copy(100), content), target);

        assertThat(target.content()).isEqualTo(content);
    }

    @Test
    void a_script_that_contradicts_the_format_is_refused_with_the_reason() throws Exception {
        assertThat(refusal(forged(EMPTY_PREAMBLE, copy(8_901), new byte[100])))
                .isEqualTo(new Refusal.UndecodableBlob(0, "a copy of 100 bytes from 8901, which are not there"));
    }

    @Test
    void a_script_that_ends_early_is_refused_with_the_reason() throws Exception {
        HandmadeScript script = new HandmadeScript().numbers(ScriptStream.LENGTHS, 100, 0);

        assertThat(refusal(forged(EMPTY_PREAMBLE, script.blob(), new byte[100])))
                .isEqualTo(new Refusal.UndecodableBlob(0, "a stream ends early"));
    }

    @Test
    void a_blob_that_is_no_script_is_refused() throws Exception {
        byte[] blob = {3, 0, 0, 0, 0, 0x55, 0x55, 0x55};

        assertThat(refusal(forged(EMPTY_PREAMBLE, blob, new byte[100]))).isInstanceOf(Refusal.UndecodableBlob.class);
    }

    @Test
    void a_preamble_that_contradicts_the_format_is_refused_with_the_reason() throws Exception {
        byte[] preamble = HandmadeScript.packed(new byte[] {0, 1, 1, 0, 0, 1, 0, 0});

        assertThat(refusal(forged(preamble, copy(0), new byte[100])))
                .isEqualTo(new Refusal.MalformedPreamble("piece 0 is empty"));
    }

    @Test
    void a_source_that_fails_is_no_refusal() throws Exception {
        byte[] content = Arrays.copyOfRange(SOURCE, 100, 200);
        byte[] delta = forged(EMPTY_PREAMBLE, copy(100), content);
        ReadableTarget broken = new ReadableTarget() {
            @Override
            public long capacity() {
                return SOURCE.length;
            }

            @Override
            public void read(long position, ByteBuffer buffer) throws IOException {
                throw new IOException("bad sector");
            }
        };
        MemoryTarget target = new MemoryTarget(100);
        DeltaSource from = new DeltaSource(broken, target, Applying.scratch(), Optional.empty());

        assertThatThrownBy(() ->
                        Applying.everything(delta, reference(delta), Optional.of(from), target, Journal.endless()))
                .isInstanceOf(IOException.class)
                .hasMessage("bad sector");
    }

    @Test
    void a_recipe_that_compressors_here_do_not_follow_heals() throws Exception {
        Pair pair = Pair.PACKED;
        byte[] delta = withOtherFingerprints(pair);
        List<Long> healed = new ArrayList<>();
        MemoryTarget target = new MemoryTarget(pair.target().length);
        DeltaSource from = Applying.from(pair.source(), target, MadePayload.of(pair.target()));
        PayloadIndex index = IndexReader.read(Applying.source(delta), reference(delta));

        new PayloadApplier(index, Applying.source(delta), Optional.of(from), target, 1 << 20, Throttle.NONE)
                .apply(0, new ApplyListener() {
                    @Override
                    public void written(long targetBytes, long payloadBytes) {
                        // Only what is healed is of interest.
                    }

                    @Override
                    public void healed(long offset, int length) {
                        healed.add(offset);
                    }

                    @Override
                    public void durable(int ranges) {
                        // Nothing goes on from here.
                    }
                });

        assertThat(target.content()).isEqualTo(pair.target());
        assertThat(healed).isNotEmpty();
    }

    /** The same delta, made by compressors of which nobody heard. */
    private static byte[] withOtherFingerprints(Pair pair) throws Exception {
        PayloadIndex index = Applying.index(pair.delta());
        byte[] bytes = pair.delta().bytes();
        int blobs = index.length() + index.preambleLength();
        Preamble preamble = Preamble.decode(
                Arrays.copyOfRange(bytes, index.length(), blobs), pair.source().length, pair.target().length);
        List<Preamble.ProvenRecipe> others = preamble.recipes().stream()
                .map(recipe -> new Preamble.ProvenRecipe(recipe.recipe(), new byte[8]))
                .toList();
        assertThat(others).isNotEmpty();
        byte[] other = HandmadeScript.packed(new Preamble(others, preamble.source(), preamble.target()).encode());
        IndexEncoder encoder = new IndexEncoder();
        for (int number = 0; number < index.rangeCount(); number++) {
            TargetRange range = index.range(number);
            if (range.isZero()) {
                encoder.addZero(range.length(), index.rangeSha256(number).bytes());
            } else {
                encoder.addScript(
                        range.startsGroup(),
                        range.length(),
                        range.unpackedLength(),
                        range.blobLength(),
                        index.blobSha256(number).bytes(),
                        index.rangeSha256(number).bytes());
            }
        }
        byte[] header =
                encoder.finishDelta(index.targetSha256().bytes(), index.source().orElseThrow(), other);
        return joined(header, other, Arrays.copyOfRange(bytes, blobs, bytes.length));
    }

    private static byte[] copy(long from) {
        return new HandmadeScript()
                .numbers(ScriptStream.LENGTHS, 100, 0)
                .seek(from)
                .numbers(ScriptStream.RUNS, 100)
                .blob();
    }

    private static byte[] forged(byte[] preamble, byte[] blob, byte[] content) throws PayloadRefusedException {
        IndexEncoder encoder = new IndexEncoder();
        byte[] sha256 = Sha256.ofContent(content).bytes();
        encoder.addScript(true, 100, 100, blob.length, Sha256.ofContent(blob).bytes(), sha256);
        SourceImage source = new SourceImage(SOURCE.length, Sha256.ofContent(SOURCE));
        return joined(encoder.finishDelta(sha256, source, preamble), preamble, blob);
    }

    private static Refusal refusal(byte[] delta) {
        MemoryTarget target = new MemoryTarget(100);
        PayloadRefusedException refused =
                catchThrowableOfType(PayloadRefusedException.class, () -> apply(delta, target));
        assertThat(target.content()).containsOnly(MemoryTarget.OLD);
        return refused.refusal();
    }

    private static void apply(byte[] delta, MemoryTarget target) throws IOException, PayloadRefusedException {
        DeltaSource from = Applying.from(SOURCE, target);
        Applying.everything(delta, reference(delta), Optional.of(from), target, Journal.endless());
    }

    /** What signed metadata would say of the index, which tells its own length. */
    private static IndexReference reference(byte[] delta) {
        int length = 144 + 96 * ByteBuffer.wrap(delta).getInt(16);
        return new IndexReference(length, Sha256.ofContent(Arrays.copyOf(delta, length)));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
