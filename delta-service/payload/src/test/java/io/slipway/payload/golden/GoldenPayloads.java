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

import io.slipway.payload.MadePayload;
import io.slipway.payload.SampleImages;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

/**
 * Makes the golden payloads, good and bad, and the list of what a reader has to say of each: {@code src/test/resources/golden}.
 *
 * <p>Run {@link #main} with that folder after a deliberate change of the format; a reader of version 1 must go on reading the files of version 1.
 */
public final class GoldenPayloads {

    static final String LIST = "golden.csv";

    private static final int FIRST_RECORD = 80;
    private static final int SECOND_RECORD = 160;

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
    static Map<String, byte[]> generate() throws IOException {
        GoldenPayloads golden = new GoldenPayloads();
        golden.addGood();
        golden.addDamaged();
        golden.addForged();
        String list = "# file,index length,index sha256,outcome\n" + String.join("\n", golden.lines.values()) + "\n";
        golden.files.put(LIST, list.getBytes(StandardCharsets.US_ASCII));
        return golden.files;
    }

    private void addGood() {
        good("good-empty", MadePayload.of(new byte[0]));
        good("good-one-byte", MadePayload.of(new byte[] {42}));
        good("good-zeros", MadePayload.of(new byte[10_000]));
        good("good-random", MadePayload.of(SampleImages.random(1, 5000)));
        good("good-mixed", mixed());
        good(
                "good-default-range-size",
                MadePayload.of(SampleImages.structured(3, 9000), CreationSettings.withThreads(1)));
    }

    /** Bytes changed on the way: signed metadata still names the original. */
    private void addDamaged() {
        MadePayload mixed = mixed();
        IndexReference reference = mixed.facts().index();
        int blobs = (int) reference.length();
        damaged("bad-index-bit", flipped(mixed.bytes(), 100), reference, "payload-index-digest-mismatch");
        damaged("bad-blob-bit", flipped(mixed.bytes(), blobs + 10), reference, "payload-blob-digest-mismatch");
        damaged("bad-index-truncated", Arrays.copyOf(mixed.bytes(), 99), reference, "payload-truncated");
        damaged("bad-blob-truncated", Arrays.copyOf(mixed.bytes(), blobs + 10), reference, "payload-truncated");
    }

    /** Made wrong by whoever could have it signed: metadata names the wrong bytes. */
    private void addForged() {
        forged("bad-magic", "payload-bad-magic", i -> i.put(0, (byte) 0));
        forged("bad-version", "payload-unsupported-version", i -> i.putShort(8, (short) 2));
        forged("bad-range-size", "payload-limit-exceeded", i -> i.putInt(16, 1 << 30));
        forged("bad-range-count", "payload-malformed-index", i -> i.putInt(20, 3));
        forged("bad-target-length", "payload-limit-exceeded", i -> i.putLong(24, -1));
        forged("bad-operation-copy", "payload-unsupported-operation", i -> i.put(FIRST_RECORD, (byte) 2));
        forged("bad-codec", "payload-unsupported-operation", i -> i.put(FIRST_RECORD + 1, (byte) 9));
        forged("bad-blob-offset", "payload-malformed-index", i -> i.putLong(SECOND_RECORD + 8, 1));
        forged("bad-range-digest", "payload-range-digest-mismatch", i -> i.put(FIRST_RECORD + 48, (byte) 0));
        forged("bad-target-digest", "payload-target-digest-mismatch", i -> i.putLong(40, 0));
        undecodable();
    }

    private void undecodable() {
        byte[] bytes = mixed().bytes().clone();
        ByteBuffer index = ByteBuffer.wrap(bytes);
        int length = index.getInt(FIRST_RECORD + 4);
        int at = (int) mixed().facts().index().length();
        bytes[at] = 0;
        byte[] blob = Arrays.copyOfRange(bytes, at, at + length);
        index.put(FIRST_RECORD + 16, Sha256.ofContent(blob).bytes());
        damaged("bad-blob-undecodable", bytes, referenceTo(bytes, at), "payload-undecodable-blob");
    }

    private void forged(String name, String code, Consumer<ByteBuffer> change) {
        byte[] bytes = mixed().bytes().clone();
        change.accept(ByteBuffer.wrap(bytes));
        damaged(name, bytes, referenceTo(bytes, (int) mixed().facts().index().length()), code);
    }

    private void good(String name, MadePayload payload) {
        add(
                name,
                payload.bytes(),
                payload.facts().index(),
                payload.facts().imageSha256().hex());
    }

    private void damaged(String name, byte[] bytes, IndexReference reference, String code) {
        add(name, bytes, reference, code);
    }

    private void add(String name, byte[] bytes, IndexReference reference, String outcome) {
        String file = name + ".payload";
        files.put(file, bytes);
        lines.put(
                name,
                String.join(
                        ",",
                        file,
                        Long.toString(reference.length()),
                        reference.sha256().hex(),
                        outcome));
    }

    private static MadePayload mixed() {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        image.writeBytes(SampleImages.structured(5, 4096));
        image.writeBytes(new byte[4096]);
        image.writeBytes(SampleImages.random(2, 4096));
        image.writeBytes(SampleImages.structured(6, 1234));
        return MadePayload.of(image.toByteArray());
    }

    private static IndexReference referenceTo(byte[] payload, int indexLength) {
        return new IndexReference(indexLength, Sha256.ofContent(Arrays.copyOf(payload, indexLength)));
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }
}
