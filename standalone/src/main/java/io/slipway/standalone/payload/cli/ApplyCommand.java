package io.slipway.standalone.payload.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.slipway.payload.apply.ApplyListener;
import io.slipway.payload.apply.DeltaSource;
import io.slipway.payload.apply.FullPayload;
import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.PayloadApplier;
import io.slipway.payload.apply.TargetVerification;
import io.slipway.payload.apply.Throttle;
import io.slipway.payload.apply.file.FilePayloadSource;
import io.slipway.payload.apply.file.FileTargetDevice;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.script.Scratch;
import io.slipway.standalone.FileTree;
import io.slipway.standalone.StandaloneException;

/** {@code payload apply}: makes the image that a payload holds, as a device does, and reads it back. */
@Command(
        name = "apply",
        description = "Makes the image of a payload, as a device does, and reads it back.",
        mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {

    @Option(names = "--source", paramLabel = "OLD", description = "The image that a delta is applied to.")
    private @Nullable Path source;

    @Option(
            names = "--target",
            required = true,
            paramLabel = "NEW",
            description = "The file or block device to be written.")
    @SuppressWarnings("NullAway.Init") // picocli sets what is required before call()
    private Path target;

    @Option(
            names = "--full",
            paramLabel = "PAYLOAD",
            description = "The full payload of the same image, for what was modified in OLD.")
    private @Nullable Path full;

    @Option(
            names = "--index-sha256",
            paramLabel = "DIGEST",
            description =
                    "Digest that the payload's index must have. Default: whatever it has; the payload is then trusted.")
    private @Nullable String indexSha256;

    @Parameters(paramLabel = "PAYLOAD", description = "The payload.")
    @SuppressWarnings("NullAway.Init") // picocli sets what is required before call()
    private Path payload;

    @Override
    public Integer call() throws IOException {
        try {
            apply();
            return 0;
        } catch (PayloadRefusedException e) {
            throw new StandaloneException(
                    "Refused, " + e.refusal().code() + ": " + e.refusal().detail() + ".");
        }
    }

    private void apply() throws IOException, PayloadRefusedException {
        FilePayloadSource bytes = new FilePayloadSource(payload);
        IndexReference proven = reference(bytes);
        PayloadIndex index = IndexReader.read(bytes, proven);
        Path scratch = Files.createTempDirectory(target.toAbsolutePath().getParent(), "payload-");
        Healed healed;
        try (FileTargetDevice device = Files.exists(target) && !Files.isRegularFile(target)
                        ? FileTargetDevice.open(target)
                        : FileTargetDevice.create(target, Long.MAX_VALUE);
                FileTargetDevice old = source == null ? null : FileTargetDevice.openReadOnly(source)) {
            Optional<DeltaSource> from = old == null
                    ? Optional.empty()
                    : Optional.of(new DeltaSource(old, device, new Scratch(scratch), healing()));
            try (ProgressLine line = new ProgressLine("write", index.targetLength())) {
                healed = new Healed(line);
                new PayloadApplier(index, bytes, from, device, PayloadApplier.DEFAULT_FORCE_EVERY, Throttle.NONE)
                        .apply(0, healed);
            }
            try (ProgressLine line = new ProgressLine("read back", index.targetLength())) {
                new TargetVerification(device).verify(index.targetLength(), index.targetSha256(), line::reached);
            }
        } finally {
            FileTree.remove(scratch);
        }
        System.out.printf(
                "%s: %d bytes, sha256 %s%n%s",
                target,
                index.targetLength(),
                index.targetSha256(),
                healed.bytes == 0 ? "" : "%d bytes came from the full payload%n".formatted(healed.bytes));
    }

    private IndexReference reference(FilePayloadSource bytes) throws IOException, PayloadRefusedException {
        IndexReference found = IndexReader.unproven(bytes);
        return indexSha256 == null ? found : new IndexReference(found.length(), new Sha256(indexSha256));
    }

    private Optional<FullPayload> healing() throws IOException, PayloadRefusedException {
        if (full == null) {
            return Optional.empty();
        }
        FilePayloadSource bytes = new FilePayloadSource(full);
        return Optional.of(new FullPayload(IndexReader.unproven(bytes), bytes));
    }

    private static final class Healed implements ApplyListener {

        private final ProgressLine line;
        private long bytes;

        Healed(ProgressLine line) {
            this.line = line;
        }

        @Override
        public void written(long targetBytes, long payloadBytes) {
            line.reached(targetBytes);
        }

        @Override
        public void healed(long offset, int length) {
            bytes += length;
        }

        @Override
        public void durable(int ranges) {
            // A second call begins anew.
        }
    }
}
