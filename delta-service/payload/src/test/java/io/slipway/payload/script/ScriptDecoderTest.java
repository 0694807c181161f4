package io.slipway.payload.script;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.XZIOException;

import io.slipway.payload.index.TargetRange;
import io.slipway.payload.repack.CannotRepackException;
import io.slipway.payload.repack.Codec;
import io.slipway.payload.repack.Fingerprint;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.Repacker;
import io.slipway.payload.script.Preamble.ProvenRecipe;

import static io.slipway.payload.script.ScriptStream.DIFFERENCES;
import static io.slipway.payload.script.ScriptStream.LENGTHS;
import static io.slipway.payload.script.ScriptStream.NOVEL;
import static io.slipway.payload.script.ScriptStream.RUNS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Scripts as the specification has them, and what is wrong with others. The source is the numbers 0 to 99; ranges have 10 bytes, of which the last is at 90. */
class ScriptDecoderTest {

    private static final RepackRecipe LZ4 = new RepackRecipe.Lz4(0);
    private static final RepackRecipe STREAM = new RepackRecipe.ZstdStream(3, 4, false, false, true, 0);

    private static final RepackRecipe ZLIB = new RepackRecipe.Zlib(9, 0);

    private final byte[] made = new byte[10];
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    /** Number of the range that comes next. */
    private int range;

    private final ScriptDecoder decoder = decoder(List.of());

    @Test
    void novel_bytes_are_taken_as_they_come() throws Exception {
        HandmadeScript script = new HandmadeScript();
        script.numbers(LENGTHS, 0, 10).bytes(NOVEL, bytes(50, 10));

        decode(script);

        assertThat(made).containsExactly(bytes(50, 10));
    }

    @Test
    void copies_are_corrected_by_runs_of_differences() throws Exception {
        HandmadeScript script = new HandmadeScript();
        script.numbers(LENGTHS, 10, 0)
                .seek(20)
                .numbers(RUNS, 2, 3, 4, 1)
                .bytes(DIFFERENCES, (byte) 1, (byte) -1, (byte) 100, (byte) 7);

        decode(script);

        assertThat(made).containsExactly(20, 21, 23, 22, 124, 25, 26, 27, 28, 36);
    }

    @Test
    void a_copy_goes_on_behind_what_was_copied_and_what_was_novel() throws Exception {
        HandmadeScript script = new HandmadeScript();
        script.numbers(LENGTHS, 2, 3, 2, 0, 3, 0)
                .numbers(RUNS, 2, 2, 3)
                .seek(10)
                .seek(0)
                .seek(-17);
        script.bytes(NOVEL, bytes(70, 3));

        decode(script);

        assertThat(made).containsExactly(10, 11, 70, 71, 72, 15, 16, 0, 1, 2);
    }

    @Test
    void a_stream_goes_on_in_the_next_range_and_begins_anew_with_the_next_group() throws Exception {
        HandmadeScript script = new HandmadeScript();
        script.numbers(LENGTHS, 10, 0).seek(5).numbers(RUNS, 10);
        decode(script);
        script.numbers(LENGTHS, 10, 0).seek(5).numbers(RUNS, 10);
        decode(script);

        assertThat(made).containsExactly(bytes(20, 10));

        HandmadeScript next = new HandmadeScript();
        next.numbers(LENGTHS, 10, 0).seek(5).numbers(RUNS, 10);
        range = 0;
        decode(next);

        assertThat(made).containsExactly(bytes(5, 10));
    }

    @Test
    void what_was_written_before_can_be_copied_and_nothing_behind() throws Exception {
        HandmadeScript script = new HandmadeScript();
        decode(script.numbers(LENGTHS, 0, 10).bytes(NOVEL, bytes(50, 10)));
        decode(script.numbers(LENGTHS, 10, 0).seek(190).numbers(RUNS, 10));

        assertThat(made)
                .as("from byte 200 on, behind the source unpacked and as it is")
                .containsExactly(bytes(50, 10));

        assertThatThrownBy(() -> decode(script.numbers(LENGTHS, 10, 0).seek(1).numbers(RUNS, 10)))
                .hasMessage("a copy of 10 bytes from 211, which are not there");
    }

    @Test
    void no_copy_goes_on_from_the_source_to_the_target() throws Exception {
        HandmadeScript script = new HandmadeScript();
        decode(script.numbers(LENGTHS, 0, 10).bytes(NOVEL, bytes(50, 10)));

        assertThatThrownBy(() -> decode(script.numbers(LENGTHS, 10, 0).seek(85).numbers(RUNS, 10)))
                .hasMessage("a copy of 10 bytes from 95, which are not there");
    }

    @Test
    void a_piece_inside_of_pieces_is_packed_from_the_inside_out() throws Exception {
        byte[] content = new byte[300];
        byte[] inner = Repacker.pack(LZ4, content, 12);
        byte[] outer = Repacker.pack(ZLIB, Arrays.copyOf(inner, 8), 16);
        Layers layers = new Layers(100, List.of(layer(100, 2, 16, 8, 1), layer(92, 2, 12, 300, 0)));
        ScriptDecoder packing = decoder(List.of(LZ4, ZLIB), layers);
        HandmadeScript script = new HandmadeScript();
        byte[] all = new byte[30];
        for (int unpackedLength : new int[] {302, 0, 8}) {
            if (unpackedLength > 0) {
                script.numbers(LENGTHS, 0, unpackedLength).bytes(NOVEL, new byte[unpackedLength]);
            }
            decode(packing, script, unpackedLength);
            System.arraycopy(made, 0, all, 10 * (range - 1), 10);
        }

        assertThat(Arrays.copyOfRange(all, 2, 18)).isEqualTo(outer);
        assertThat(Arrays.copyOfRange(all, 18, 22)).isEqualTo(Arrays.copyOfRange(inner, 8, 12));
    }

    @Test
    void a_piece_that_comes_out_in_another_length_is_zeros() throws Exception {
        ScriptDecoder packing = decoder(List.of(LZ4), new Layers(100, List.of(layer(100, 1, 8, 200, 0))));
        HandmadeScript script = new HandmadeScript();
        script.numbers(LENGTHS, 0, 202).bytes(NOVEL, new byte[202]);
        Arrays.fill(made, (byte) 1);

        decode(packing, script, 202);

        assertThat(made).as("200 zeros make other than 8 bytes").containsOnly(0);
    }

    @Test
    void a_wrong_fingerprint_spoils_what_needs_the_recipe_and_no_more() throws Exception {
        Layers layers = new Layers(100, List.of(layer(100, 0, 10, 300, 0)));
        Preamble preamble = new Preamble(
                List.of(new ProvenRecipe(LZ4, new byte[Fingerprint.LENGTH])), new Layers(100, List.of()), layers);
        ScriptDecoder unproven = new ScriptDecoder(preamble, new Numbers(), new Written(), scratch());
        HandmadeScript script = new HandmadeScript();
        script.numbers(LENGTHS, 0, 300).bytes(NOVEL, new byte[300]);
        decode(unproven, script, 300);
        assertThat(made).containsOnly(0);

        script.numbers(LENGTHS, 0, 10).bytes(NOVEL, bytes(3, 10));
        decode(unproven, script, 10);

        assertThat(made).containsExactly(bytes(3, 10));
    }

    @Test
    void no_group_begins_before_a_packed_stream_is_at_its_end() throws Exception {
        ScriptDecoder packing = decoder(List.of(STREAM), new Layers(100, List.of(layer(100, 0, 25, 3000, 0))));
        HandmadeScript script = new HandmadeScript();
        script.numbers(LENGTHS, 0, 3000).bytes(NOVEL, new byte[3000]);
        decode(packing, script, 3000);
        byte[] blob = novel(10).blob();

        assertThatThrownBy(() -> packing.decode(new TargetRange(1, 10, 10, 10, true, 0, blob.length), blob, made))
                .hasMessage("a group begins inside of a packed piece");
        assertThatThrownBy(() -> decoder(List.of(STREAM), new Layers(100, List.of(layer(100, 0, 25, 3000, 0))))
                        .decode(new TargetRange(1, 10, 10, 10, true, 0, blob.length), blob, made))
                .hasMessage("a range begins inside of a packed piece");
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                arguments("an instruction that makes nothing", script().numbers(LENGTHS, 0, 0)),
                arguments("a number is 11, at most 10 was possible", script().numbers(LENGTHS, 11, 0)),
                arguments("a number is 6, at most 5 was possible", script().numbers(LENGTHS, 5, 6)),
                arguments("a copy of 10 bytes from 91, which are not there", copy(91)),
                arguments("a copy of 10 bytes from -1, which are not there", copy(-1)),
                arguments("a copy of 10 bytes from " + (1L << 61) + ", which are not there", copy(1L << 61)),
                arguments("a number is 11, at most 10 was possible", copy(0).numbers(RUNS, 11)),
                arguments("a run of no bytes", copy(0).numbers(RUNS, 5, 0)),
                arguments("a number is 6, at most 5 was possible", copy(0).numbers(RUNS, 5, 6)),
                arguments("a number in more bytes than it needs", script().bytes(LENGTHS, (byte) 0x80, (byte) 0)),
                arguments(
                        "a number of more than 63 bits",
                        script().bytes(LENGTHS, "\u0080".repeat(10).getBytes(StandardCharsets.ISO_8859_1))),
                arguments(" bytes left over in the stream SEEKS", novel(10).seek(1)));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void says_where_a_script_contradicts_the_format(String reason, HandmadeScript script) {
        assertThatThrownBy(() -> decode(decoder(List.of(LZ4)), script, 10))
                .isInstanceOf(UndecodableScriptException.class)
                .message()
                .endsWith(reason);
    }

    @Test
    void refuses_a_script_that_makes_more_than_is_asked_for() {
        assertThatThrownBy(() -> decode(decoder, novel(10), 11))
                .isInstanceOf(UndecodableScriptException.class)
                .hasMessage("1 bytes of the script are not asked for");
        assertThatThrownBy(() -> decode(decoder(List.of()), novel(12), 12))
                .isInstanceOf(UndecodableScriptException.class)
                .hasMessage("0 bytes of the script are not asked for");
    }

    @Test
    void a_stream_that_ends_early_is_told_from_a_device_that_fails_by_its_exception() {
        HandmadeScript script = script().numbers(LENGTHS, 0, 10).bytes(NOVEL, new byte[9]);

        assertThatThrownBy(() -> decode(script))
                .isInstanceOf(EOFException.class)
                .hasMessage("a stream ends early");
    }

    @Test
    void refuses_segments_that_are_no_lzma2() {
        byte[] blob = {3, 0, 0, 0, 0, 0x55, 0x55, 0x55};

        assertThatThrownBy(() -> decode(decoder, blob, 10)).isInstanceOf(XZIOException.class);
    }

    @Test
    void refuses_segments_that_do_not_fill_the_blob() {
        byte[] tooLong = {0, 0, 0, 0, 0, 1};
        byte[] tooShort = {0, 0, 0, 0, 2, 1};

        assertThatThrownBy(() -> decode(decoder, tooLong, 10)).hasMessage("1 bytes behind the last stream");
        assertThatThrownBy(() -> decode(decoder(List.of()), tooShort, 10))
                .hasMessage("the blob ends in the stream NOVEL");
    }

    private static HandmadeScript script() {
        return new HandmadeScript();
    }

    private static HandmadeScript novel(int length) {
        return script().numbers(LENGTHS, 0, length).bytes(NOVEL, new byte[length]);
    }

    private static HandmadeScript copy(long from) {
        return script().numbers(LENGTHS, 10, 0).seek(from);
    }

    private void decode(HandmadeScript script) throws Exception {
        decode(decoder, script, 10);
    }

    private void decode(ScriptDecoder by, HandmadeScript script, int unpackedLength) throws Exception {
        decode(by, script.blob(), unpackedLength);
    }

    private void decode(ScriptDecoder by, byte[] blob, int unpackedLength) throws Exception {
        by.decode(new TargetRange(range, range * 10L, 10, unpackedLength, range == 0, 0, blob.length), blob, made);
        written.writeBytes(made);
        range++;
    }

    private ScriptDecoder decoder(List<RepackRecipe> recipes) {
        return decoder(recipes, new Layers(100, List.of()));
    }

    private ScriptDecoder decoder(List<RepackRecipe> recipes, Layers target) {
        range = 0;
        List<ProvenRecipe> proven = recipes.stream()
                .map(recipe -> new ProvenRecipe(recipe, fingerprint(recipe)))
                .toList();
        Preamble preamble = new Preamble(proven, new Layers(100, List.of()), target);
        return new ScriptDecoder(preamble, new Numbers(), new Written(), scratch());
    }

    /** A layer with one piece. */
    private static Layer layer(long packedLength, long offset, int length, int unpackedLength, int recipe) {
        return new Layer(
                packedLength,
                new long[] {offset},
                new int[] {length},
                new int[] {unpackedLength},
                new Codec[] {Codec.LZ4},
                new int[] {recipe});
    }

    private static byte[] fingerprint(RepackRecipe recipe) {
        try {
            return Fingerprint.of(recipe);
        } catch (CannotRepackException e) {
            throw new AssertionError(e);
        }
    }

    private static Scratch scratch() {
        return new Scratch(Path.of(System.getProperty("java.io.tmpdir")));
    }

    private static byte[] bytes(int first, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }

    /** The numbers 0 to 99. */
    private static final class Numbers implements SourceBytes {

        @Override
        public boolean read(long offset, byte[] buffer, int from, int length) throws IOException {
            System.arraycopy(bytes((int) offset, length), 0, buffer, from, length);
            return true;
        }
    }

    /** What was made so far. */
    private final class Written implements SourceBytes {

        @Override
        public boolean read(long offset, byte[] buffer, int from, int length) {
            System.arraycopy(written.toByteArray(), (int) offset, buffer, from, length);
            return true;
        }
    }
}
