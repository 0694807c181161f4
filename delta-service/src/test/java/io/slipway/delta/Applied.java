package io.slipway.delta;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.slipway.payload.apply.ApplyListener;
import io.slipway.payload.apply.DeltaSource;
import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.PayloadApplier;
import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.apply.Throttle;
import io.slipway.payload.apply.file.FileTargetDevice;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.script.Scratch;

/** What devices make of payloads. */
final class Applied {

    private static final String TARGET = "target";

    private Applied() {}

    /** The image that a full payload makes. */
    static byte[] full(byte[] payload, JsonNode event, Path directory) throws Exception {
        return apply(payload, event, Optional.empty(), directory);
    }

    /** The image that a delta makes of its source. */
    static byte[] delta(byte[] payload, JsonNode event, byte[] source, Path directory) throws Exception {
        Path file = Files.write(directory.resolve("source"), source);
        Path written = directory.resolve(TARGET);
        try (FileTargetDevice image = FileTargetDevice.open(file);
                FileTargetDevice target = FileTargetDevice.create(
                        written, event.at("/image/length").asLong())) {
            DeltaSource from = new DeltaSource(image, target, new Scratch(directory), Optional.empty());
            return apply(payload, event, Optional.of(from), directory);
        }
    }

    private static byte[] apply(byte[] payload, JsonNode event, Optional<DeltaSource> from, Path directory)
            throws Exception {
        IndexReference reference = new IndexReference(
                event.at("/payload/indexLength").asLong(),
                new Sha256(event.at("/payload/indexSha256").asText()));
        PayloadSource bytes = offset -> {
            InputStream in = new ByteArrayInputStream(payload);
            in.skipNBytes(offset);
            return in;
        };
        Path file = directory.resolve(TARGET);
        try (FileTargetDevice target =
                FileTargetDevice.create(file, event.at("/image/length").asLong())) {
            new PayloadApplier(IndexReader.read(bytes, reference), bytes, from, target, 1 << 20, Throttle.NONE)
                    .apply(0, new ApplyListener() {
                        @Override
                        public void written(long targetBytes, long payloadBytes) {}

                        @Override
                        public void durable(int ranges) {}
                    });
        }
        return Files.readAllBytes(file);
    }
}
