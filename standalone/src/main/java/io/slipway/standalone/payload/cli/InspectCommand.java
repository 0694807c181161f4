package io.slipway.standalone.payload.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.TargetVerification;
import io.slipway.payload.apply.file.FilePayloadSource;
import io.slipway.payload.apply.file.FileTargetDevice;
import io.slipway.payload.create.Readers;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.inspect.InspectPayload;
import io.slipway.payload.inspect.PayloadContents;
import io.slipway.standalone.StandaloneException;

/** {@code payload inspect}: what a payload consists of, and what of it cost most. */
@Command(
        name = "inspect",
        description = "Shows what a payload consists of, and what of it cost most.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

    @Option(
            names = "--image",
            paramLabel = "NEW",
            description = "The image that the payload makes, for the names of files: adds what each takes.")
    private @Nullable Path image;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of the dearest files and ranges to show. Default: 10.")
    private int most;

    @Parameters(paramLabel = "PAYLOAD", description = "The payload.")
    @SuppressWarnings("NullAway.Init") // picocli sets what is required before call()
    private Path payload;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        FilePayloadSource bytes = new FilePayloadSource(payload);
        try {
            PayloadIndex index = IndexReader.read(bytes, IndexReader.unproven(bytes));
            Optional<ImageLayout> layout = image == null ? Optional.empty() : Optional.of(layoutOf(image, index));
            PayloadContents contents;
            try (ProgressLine line = new ProgressLine("read", index.targetLength())) {
                contents = new InspectPayload(index, bytes).inspect(layout, line::reached);
            }
            new PayloadTables(spec.commandLine().getOut(), index, most).print(contents, layout);
            return 0;
        } catch (PayloadRefusedException e) {
            throw new StandaloneException(
                    "Refused, " + e.refusal().code() + ": " + e.refusal().detail() + ".");
        }
    }

    private static ImageLayout layoutOf(Path image, PayloadIndex index) throws IOException {
        requireImage(image, index);
        try (Arena arena = Arena.ofConfined()) {
            return Readers.all().layoutOf(ImageBytes.map(image, arena));
        }
    }

    private static void requireImage(Path image, PayloadIndex index) throws IOException {
        long length = Files.size(image);
        if (length != index.targetLength()) {
            throw otherImage(image, "it has %d bytes instead of %d".formatted(length, index.targetLength()));
        }
        try (FileTargetDevice bytes = FileTargetDevice.openReadOnly(image);
                ProgressLine line = new ProgressLine("compare", length)) {
            new TargetVerification(bytes).verify(length, index.targetSha256(), line::reached);
        } catch (PayloadRefusedException e) {
            throw otherImage(image, "its sha256 is not " + index.targetSha256());
        }
    }

    private static StandaloneException otherImage(Path image, String how) {
        return new StandaloneException(image + " is not the image that the payload makes: " + how + ".");
    }
}
