package io.slipway.standalone.payload.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.slipway.payload.create.CreateDelta;
import io.slipway.payload.create.CreatePayload;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.create.DeltaSettings;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.standalone.FileTree;
import io.slipway.standalone.StandaloneException;

/** {@code payload create}: a full payload of an image or, with an old one, a delta. */
@Command(
        name = "create",
        description = "Makes the payload of an image: full or, with --from, from an older image.",
        mixinStandardHelpOptions = true)
final class CreateCommand implements Callable<Integer> {

    @Option(
            names = "--from",
            paramLabel = "OLD",
            description = "The image that devices run. Default: none, for a full payload.")
    private @Nullable Path from;

    @Option(names = "--to", required = true, paramLabel = "NEW", description = "The image that they get.")
    @SuppressWarnings("NullAway.Init") // picocli sets what is required before call()
    private Path to;

    @Option(
            names = "-o",
            required = true,
            paramLabel = "PAYLOAD",
            description = "The file to be made; it must not exist.")
    @SuppressWarnings("NullAway.Init") // picocli sets what is required before call()
    private Path output;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that work. Default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException {
        requireFile(to);
        Optional<Path> old = Optional.ofNullable(from);
        if (old.isPresent()) {
            requireFile(old.get());
        }
        if (Files.exists(output)) {
            throw new StandaloneException("There is a file " + output + " already.");
        }
        CreatedPayload created;
        try (ProgressLine line = new ProgressLine("create", Files.size(to))) {
            created = old.isPresent() ? delta(old.get(), line) : full(line);
        } catch (PayloadRefusedException e) {
            throw new StandaloneException(
                    "No payload can be made: " + e.refusal().detail() + ".");
        }
        System.out.printf(
                "%s: %d bytes, %.1f %% of the image%nindex: %d bytes, sha256 %s%nimage: %d bytes, sha256 %s%n",
                output,
                created.payloadLength(),
                100.0 * created.payloadLength() / Math.max(1, created.imageLength()),
                created.index().length(),
                created.index().sha256(),
                created.imageLength(),
                created.imageSha256());
        return 0;
    }

    private CreatedPayload full(ProgressLine line) throws IOException, PayloadRefusedException {
        return new CreatePayload(CreationSettings.withThreads(threads)).create(to, output, line::reached);
    }

    private CreatedPayload delta(Path old, ProgressLine line) throws IOException, PayloadRefusedException {
        Path scratch = Files.createTempDirectory(output.toAbsolutePath().getParent(), "payload-");
        try {
            return new CreateDelta(DeltaSettings.withThreads(threads))
                    .create(old, to, output, scratch, line::reached)
                    .payload();
        } finally {
            FileTree.remove(scratch);
        }
    }

    private static void requireFile(Path file) {
        if (!Files.isReadable(file)) {
            throw new StandaloneException("There is no file " + file + " that can be read.");
        }
    }
}
