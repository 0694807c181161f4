package io.slipway.artifact.original;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;
import io.slipway.payload.create.CreatePayload;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.index.PayloadRefusedException;

/**
 * An image and its full payload, as delta-service makes it, for tests.
 *
 * @param image its bytes
 * @param payload the payload's bytes
 * @param created what the payload is
 */
public record PayloadSample(byte[] image, byte[] payload, CreatedPayload created) {

    /** Bytes of a range. */
    public static final int RANGE = 64 << 10;

    /** Bytes of a group of ranges. */
    public static final int GROUP = 4 * RANGE;

    /** An image of random text and zeros, in ranges of {@link #RANGE} and groups of {@link #GROUP}. */
    public static PayloadSample of(long seed, int length) {
        byte[] image = new byte[length];
        Random random = new Random(seed);
        for (int i = 0; i < length; i++) {
            image[i] = i / RANGE % 5 == 3 ? 0 : (byte) ('a' + random.nextInt(26));
        }
        try {
            Path directory = Files.createTempDirectory("payload-sample");
            Path file = Files.write(directory.resolve("image"), image);
            Path payload = directory.resolve("payload");
            CreatedPayload created =
                    new CreatePayload(new CreationSettings(RANGE, GROUP, 3, 1)).create(file, payload, _ -> {});
            byte[] content = Files.readAllBytes(payload);
            Files.delete(file);
            Files.delete(payload);
            Files.delete(directory);
            return new PayloadSample(image, content, created);
        } catch (PayloadRefusedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The payload with the bit of one byte flipped. */
    public byte[] damagedAt(int offset) {
        byte[] damaged = payload.clone();
        damaged[offset] ^= 1;
        return damaged;
    }

    /** As the service knows it when it was proven. */
    public RebuildableImage provenAt(String tenant, Instant time) {
        return new RebuildableImage(
                new Tenant(tenant),
                new Content(image.length, Sha256.of(image)),
                new Content(payload.length, Sha256.of(payload)),
                new Content(
                        created.index().length(),
                        new Sha256(created.index().sha256().hex())),
                time);
    }

    /** The event {@code ImageRebuildable}. */
    public String event(String tenant, Instant provenAt) {
        return """
                {"tenant":"%s","image":{"sha256":"%s","length":%d},
                 "payload":{"sha256":"%s","length":%d,"indexSha256":"%s","indexLength":%d},"provenAt":"%s","more":1}""".formatted(
                        tenant,
                        Sha256.of(image),
                        image.length,
                        Sha256.of(payload),
                        payload.length,
                        created.index().sha256().hex(),
                        created.index().length(),
                        provenAt);
    }
}
