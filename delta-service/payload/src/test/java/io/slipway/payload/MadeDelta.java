package io.slipway.payload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.slipway.payload.create.CreateDelta;
import io.slipway.payload.create.CreatedDelta;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.create.DeltaSettings;
import io.slipway.payload.index.PayloadRefusedException;

/**
 * A delta made by the writer for a test, with its bytes.
 *
 * @param bytes the whole payload
 * @param facts what the writer says of it
 */
public record MadeDelta(byte[] bytes, CreatedPayload facts) {

    /** Ranges of 4 KiB, and a group of each 1000 bytes of blobs. */
    public static final DeltaSettings SMALL = new DeltaSettings(4096, 1000, 2);

    /** The delta with ranges of 4 KiB and small groups. */
    public static MadeDelta of(byte[] source, byte[] target) {
        return of(source, target, SMALL);
    }

    /** The delta from {@code source} to {@code target}. */
    public static MadeDelta of(byte[] source, byte[] target, DeltaSettings settings) {
        try {
            Path directory = Files.createTempDirectory("delta");
            Path sourceFile = Files.write(directory.resolve("source"), source);
            Path targetFile = Files.write(directory.resolve("target"), target);
            MadeDelta made = of(sourceFile, targetFile, directory, settings);
            Files.delete(sourceFile);
            Files.delete(targetFile);
            Files.delete(directory);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The delta between two files.
     *
     * @param directory where it may have files meanwhile
     */
    public static MadeDelta of(Path source, Path target, Path directory, DeltaSettings settings) throws IOException {
        try {
            Path payload = directory.resolve("delta.payload");
            CreatedDelta facts = new CreateDelta(settings).create(source, target, payload, directory, done -> {});
            byte[] bytes = Files.readAllBytes(payload);
            Files.delete(payload);
            return new MadeDelta(bytes, facts.payload());
        } catch (PayloadRefusedException e) {
            throw new AssertionError(e);
        }
    }
}
