package io.slipway.payload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.slipway.payload.create.CreatePayload;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.index.PayloadRefusedException;

/**
 * A payload made by the writer for a test, with its bytes.
 *
 * @param bytes the whole payload
 * @param facts what the writer says of it
 */
public record MadePayload(byte[] bytes, CreatedPayload facts) {

    /** Ranges of 4 KiB keep tests small. */
    public static final int RANGE_SIZE = 4096;

    /** Ranges in a group. */
    public static final int GROUP = 3;

    /** The payload of {@code image} with ranges of 4 KiB, three of which are a group. */
    public static MadePayload of(byte[] image) {
        return of(image, new CreationSettings(RANGE_SIZE, GROUP * RANGE_SIZE, 5, 2));
    }

    /** The payload of {@code image}. */
    public static MadePayload of(byte[] image, CreationSettings settings) {
        try {
            Path directory = Files.createTempDirectory("payload");
            Path imageFile = Files.write(directory.resolve("image"), image);
            Path payloadFile = directory.resolve("payload");
            CreatedPayload facts = new CreatePayload(settings).create(imageFile, payloadFile, done -> {});
            byte[] bytes = Files.readAllBytes(payloadFile);
            Files.delete(payloadFile);
            Files.delete(imageFile);
            Files.delete(directory);
            return new MadePayload(bytes, facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PayloadRefusedException e) {
            throw new AssertionError(e);
        }
    }
}
