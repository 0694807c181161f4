package io.slipway.payload.golden;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.slipway.payload.MadeDelta;
import io.slipway.payload.MadePayload;
import io.slipway.payload.PackedArchive;
import io.slipway.payload.SampleImages;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.create.DeltaSettings;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

/**
 * Makes the golden payloads, good and bad, their sources, and the list of what a reader has to say of each: {@code src/test/resources/golden}.
 *
 * <p>Run {@link #main} with that folder after a deliberate change of the format; a reader of version 3 must go on reading the files of version 3.
 */
public final class GoldenPayloads {

    static final String LIST = "golden.csv";

    /** Stands in the list where a payload needs no source. */
    static final String NO_SOURCE = "-";

    private static final String PLAIN_SOURCE = "source-plain.image";
    private static final String PACKED_SOURCE = "source-packed.image";
    private static final byte[] PLAIN = SampleImages.structured(21, 30_000);
    private static final byte[] PACKED = PackedArchive.of(SampleImages.words(31, 40_000), SampleImages.words(32, 9000));

    private static final DeltaSettings MANY_GROUPS = new DeltaSettings(4096, 60, 1);

    private static final int PREAMBLE_LENGTH = 20;
    private static final int PREAMBLE_SHA256 = 112;
    private static final int FIRST_RECORD = 144;
    private static final int SECOND_RECORD = 240;
    private static final int BLOB_LENGTH = 12;
    private static final int BLOB_SHA256 = 32;
    private static final int RANGE_SHA256 = 64;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> lines = new TreeMap<>();

    private GoldenPayloads() {}

    /** Writes all files into the folder {@code args[0]}. */
    public static void main(String[] args) throws IOException {
        for (Map.Entry<String, byte[]> file : generate().entrySet()) {
            Files.write(Path.of(args[0]).resolve(file.getKey()), file.getValue());
        }
    }

    /** File name to content, the list included. */
    static Map<String, byte[]> generate() {
        GoldenPayloads golden = new GoldenPayloads();
        golden.files.put(PLAIN_SOURCE, PLAIN);
        golden.files.put(PACKED_SOURCE, PACKED);
        golden.addGood();
        golden.addDamaged();
        golden.addForged();
        golden.addDeltas();
        golden.addForgedDeltas();
        String list =
                "# file,index length,index sha256,source,outcome\n" + String.join("\n", golden.lines.values()) + "\n";
        golden.files.put(LIST, list.getBytes(StandardCharsets.US_ASCII));
        return golden.files;
    }

    private void addGood() {
        good("good-empty", MadePayload.of(new byte[0]));
        good("good-one-byte", MadePayload.of(new byte[] {42}));
        good("good-zeros", MadePayload.of(new byte[10_000]));
        good("good-random", MadePayload.of(SampleImages.random(1, 5000)));
        good("good-mixed", mixed());
        good("good-groups", MadePayload.of(PLAIN));
        good(
                "good-default-range-size",
                MadePayload.of(SampleImages.structured(3, 9000), CreationSettings.withThreads(1)));
    }

    /** Bytes changed on the way: signed metadata still names the original. */
    private void addDamaged() {
        MadePayload mixed = mixed();
        IndexReference reference = mixed.facts().index();
        int blobs = (int) reference.length();
        add("bad-index-bit", flipped(mixed.bytes(), 100), reference, "payload-index-digest-mismatch");
        add("bad-blob-bit", flipped(mixed.bytes(), blobs + 10), reference, "payload-blob-digest-mismatch");
        add("bad-index-truncated", Arrays.copyOf(mixed.bytes(), 99), reference, "payload-truncated");
        add("bad-blob-truncated", Arrays.copyOf(mixed.bytes(), blobs + 10), reference, "payload-truncated");
    }

    /** Made wrong by whoever could have it signed: metadata names the wrong bytes. */
    private void addForged() {
        forged("bad-magic", "payload-bad-magic", i -> i.put(0, (byte) 0));
        forged("bad-version", "payload-unsupported-version", i -> i.putShort(8, (short) 1));
        forged("bad-kind", "payload-malformed-index", i -> i.put(14, (byte) 2));
        forged("bad-range-count", "payload-malformed-index", i -> i.putInt(16, 3));
        forged("bad-target-length", "payload-limit-exceeded", i -> i.putLong(24, -1));
        forged("bad-range-length", "payload-limit-exceeded", i -> i.putInt(FIRST_RECORD + 4, 1 << 30));
        forged("bad-operation", "payload-unsupported-operation", i -> i.put(FIRST_RECORD, (byte) 2));
        forged("bad-flag", "payload-unsupported-operation", i -> i.put(FIRST_RECORD + 1, (byte) 9));
        forged("bad-first-group", "payload-malformed-index", i -> i.put(FIRST_RECORD + 1, (byte) 0));
        forged("bad-blob-offset", "payload-malformed-index", i -> i.putLong(SECOND_RECORD + 24, 1));
        forged("bad-range-digest", "payload-range-digest-mismatch", i -> i.put(FIRST_RECORD + RANGE_SHA256, (byte) 0));
        forged("bad-target-digest", "payload-target-digest-mismatch", i -> i.putLong(40, 0));
        add("bad-blob-undecodable", withBlob(mixed().bytes(), mixed().facts().index()), "payload-undecodable-blob");
    }

    private void addDeltas() {
        delta("good-delta-plain", PLAIN_SOURCE, plain());
        delta("good-delta-packed", PACKED_SOURCE, packed());
        delta("good-delta-same", PLAIN_SOURCE, MadeDelta.of(PLAIN, PLAIN));
        delta("good-delta-to-nothing", PLAIN_SOURCE, MadeDelta.of(PLAIN, new byte[0]));
        MadeDelta plain = plain();
        IndexReference reference = plain.facts().index();
        int preamble = (int) reference.length();
        byte[] bit = flipped(plain.bytes(), preamble);
        add("bad-delta-preamble-bit", bit, reference, PLAIN_SOURCE, "payload-preamble-digest-mismatch");
        byte[] cut = Arrays.copyOf(plain.bytes(), preamble + 1);
        add("bad-delta-preamble-truncated", cut, reference, PLAIN_SOURCE, "payload-truncated");
        byte[] last = flipped(plain.bytes(), plain.bytes().length - 1);
        add("bad-delta-blob-bit", last, reference, PLAIN_SOURCE, "payload-blob-digest-mismatch");
        add("bad-delta-no-source", plain.bytes(), reference, NO_SOURCE, "payload-wrong-source");
        byte[] packed = packed().bytes();
        add("bad-delta-short-source", packed, packed().facts().index(), PLAIN_SOURCE, "payload-wrong-source");
        add("bad-delta-other-source", plain.bytes(), reference, PACKED_SOURCE, "payload-source-modified");
    }

    private void addForgedDeltas() {
        MadeDelta plain = plain();
        int indexLength = (int) plain.facts().index().length();
        byte[] preamble = plain.bytes().clone();
        ByteBuffer index = ByteBuffer.wrap(preamble);
        int length = index.getInt(PREAMBLE_LENGTH);
        Arrays.fill(preamble, indexLength, indexLength + length, (byte) 0xff);
        index.put(PREAMBLE_SHA256, sha256(preamble, indexLength, length));
        add(
                "bad-delta-preamble",
                preamble,
                referenceTo(preamble, indexLength),
                PLAIN_SOURCE,
                "payload-malformed-preamble");
        byte[] blob = withBlob(plain.bytes(), plain.facts().index());
        add("bad-delta-script", blob, referenceTo(blob, indexLength), PLAIN_SOURCE, "payload-undecodable-blob");
    }

    /** The payload with a first blob that is authentic and nonsense. */
    private static byte[] withBlob(byte[] payload, IndexReference reference) {
        byte[] bytes = payload.clone();
        ByteBuffer index = ByteBuffer.wrap(bytes);
        int at = (int) reference.length() + index.getInt(PREAMBLE_LENGTH);
        int length = index.getInt(FIRST_RECORD + BLOB_LENGTH);
        Arrays.fill(bytes, at, at + length, (byte) 0xff);
        index.put(FIRST_RECORD + BLOB_SHA256, sha256(bytes, at, length));
        return bytes;
    }

    private void forged(String name, String code, Consumer<ByteBuffer> change) {
        byte[] bytes = mixed().bytes().clone();
        change.accept(ByteBuffer.wrap(bytes));
        add(name, bytes, code);
    }

    private void good(String name, MadePayload payload) {
        String outcome = payload.facts().imageSha256().hex();
        add(name, payload.bytes(), payload.facts().index(), outcome);
    }

    private void delta(String name, String source, MadeDelta delta) {
        String outcome = delta.facts().imageSha256().hex();
        add(name, delta.bytes(), delta.facts().index(), source, outcome);
    }

    private void add(String name, byte[] mixed, String outcome) {
        add(name, mixed, referenceTo(mixed, (int) mixed().facts().index().length()), outcome);
    }

    private void add(String name, byte[] bytes, IndexReference reference, String outcome) {
        add(name, bytes, reference, NO_SOURCE, outcome);
    }

    private void add(String name, byte[] bytes, IndexReference reference, String source, String outcome) {
        String file = name + ".payload";
        String length = Long.toString(reference.length());
        files.put(file, bytes);
        lines.put(name, String.join(",", file, length, reference.sha256().hex(), source, outcome));
    }

    private static MadePayload mixed() {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        image.writeBytes(SampleImages.structured(5, 4096));
        image.writeBytes(new byte[4096]);
        image.writeBytes(SampleImages.random(2, 4096));
        image.writeBytes(SampleImages.structured(6, 1234));
        return MadePayload.of(image.toByteArray());
    }

    private static MadeDelta plain() {
        return MadeDelta.of(PLAIN, SampleImages.edited(22, PLAIN), MANY_GROUPS);
    }

    private static MadeDelta packed() {
        byte[] words = SampleImages.words(31, 40_000);
        Arrays.fill(words, 20_000, 20_050, (byte) '!');
        return MadeDelta.of(PACKED, PackedArchive.of(SampleImages.words(32, 9000), words));
    }

    private static IndexReference referenceTo(byte[] payload, int indexLength) {
        return new IndexReference(indexLength, Sha256.ofContent(Arrays.copyOf(payload, indexLength)));
    }

    private static byte[] sha256(byte[] bytes, int from, int length) {
        return Sha256.ofContent(Arrays.copyOfRange(bytes, from, from + length)).bytes();
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }
}
