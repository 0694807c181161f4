package io.slipway.payload.create;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongConsumer;

import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;

/**
 * Makes the full payload of an image.
 *
 * <p>The same image, settings and zstd release give the same bytes, however many threads take part. May be used by several threads at once.
 */
public final class CreatePayload {

    private final CreationSettings settings;

    /** A maker of payloads. */
    public CreatePayload(CreationSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes the payload of {@code image}; blocks. On failure no file stays behind.
     *
     * @param payload a file that does not exist yet
     * @param progress told how many bytes of the image are done
     * @throws PayloadRefusedException if the image is longer than the format permits
     * @throws IOException if a file cannot be read or written, or the thread is interrupted
     */
    public CreatedPayload create(Path image, Path payload, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        try (FileChannel in = FileChannel.open(image, StandardOpenOption.READ);
                PayloadWriter writer = new PayloadWriter(payload)) {
            long most = (long) PayloadFormat.MAX_RANGES * settings.rangeSize();
            if (in.size() > most) {
                throw new PayloadRefusedException(new Refusal.LimitExceeded("image length", most, in.size()));
            }
            encode(in, writer, progress);
            return writer.finishFull(PayloadWriter.hash(in));
        }
    }

    private void encode(FileChannel image, PayloadWriter writer, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        long length = image.size();
        long submitted = 0;
        long written = 0;
        try (InOrder<List<EncodedRange>> groups = new InOrder<>(settings.threads())) {
            while (written < length) {
                if (submitted < length && groups.hasRoom()) {
                    long part = Math.min(settings.groupSize(), length - submitted);
                    groups.submit(new GroupEncoder(image, submitted, part, settings));
                    submitted += part;
                } else {
                    for (EncodedRange range : groups.next()) {
                        writer.add(range);
                        written += range.length();
                    }
                    progress.accept(written);
                }
            }
        }
    }
}
