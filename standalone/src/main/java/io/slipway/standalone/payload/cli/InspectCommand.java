package io.slipway.standalone.payload.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.file.FilePayloadSource;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.SourceImage;
import io.slipway.payload.index.TargetRange;
import io.slipway.payload.script.BlobStreams;
import io.slipway.payload.script.ScriptStream;
import io.slipway.payload.script.UndecodableScriptException;
import io.slipway.standalone.StandaloneException;

/** {@code payload inspect}: what a payload consists of, and what of it cost most. */
@Command(
        name = "inspect",
        description = "Shows what a payload consists of, and what of it cost most.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

    private static final double PERCENT = 100;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of the dearest ranges to show. Default: 10.")
    private int most;

    @Parameters(paramLabel = "PAYLOAD", description = "The payload.")
    @SuppressWarnings("NullAway.Init") // picocli sets what is required before call()
    private Path payload;

    @Override
    public Integer call() throws IOException {
        FilePayloadSource bytes = new FilePayloadSource(payload);
        try {
            PayloadIndex index = IndexReader.read(bytes, IndexReader.unproven(bytes));
            tellWhole(index);
            tellRanges(index);
            if (index.source().isPresent()) {
                tellStreams(index, bytes);
            }
            tellDearest(index);
            return 0;
        } catch (PayloadRefusedException e) {
            throw new StandaloneException(
                    "Refused, " + e.refusal().code() + ": " + e.refusal().detail() + ".");
        } catch (UndecodableScriptException e) {
            throw new StandaloneException("Refused, payload-undecodable-blob: " + e.getMessage() + ".");
        }
    }

    private static void tellWhole(PayloadIndex index) {
        System.out.printf(
                "%s payload, %d bytes, %.2f %% of the image%n",
                index.source().isPresent() ? "delta" : "full",
                index.payloadLength(),
                PERCENT * index.payloadLength() / Math.max(1, index.targetLength()));
        System.out.printf("  makes     %d bytes, sha256 %s%n", index.targetLength(), index.targetSha256());
        if (index.source().isPresent()) {
            SourceImage source = index.source().get();
            System.out.printf("  from      %d bytes, sha256 %s%n", source.length(), source.sha256());
        }
        System.out.printf("  index     %d bytes%n  preamble  %d bytes%n", index.length(), index.preambleLength());
    }

    private static void tellRanges(PayloadIndex index) {
        List<TargetRange> ranges = ranges(index);
        long zeros = ranges.stream().filter(TargetRange::isZero).count();
        long groups = ranges.stream().filter(TargetRange::startsGroup).count();
        System.out.printf(
                "%nranges%n  zero      %d%n  script    %d in %d groups%n", zeros, ranges.size() - zeros, groups);
    }

    /** What each stream takes in all blobs. */
    private static void tellStreams(PayloadIndex index, FilePayloadSource bytes)
            throws IOException, UndecodableScriptException {
        Map<ScriptStream, Long> lengths = new EnumMap<>(ScriptStream.class);
        try (InputStream in = bytes.open(index.length() + (long) index.preambleLength())) {
            for (TargetRange range : ranges(index)) {
                if (!range.isZero()) {
                    BlobStreams.lengths(in.readNBytes(range.blobLength()))
                            .forEach((stream, length) -> lengths.merge(stream, (long) length, Long::sum));
                }
            }
        }
        System.out.printf("%nstreams, packed%n");
        lengths.forEach((stream, length) -> System.out.printf(
                "  %-12s %12d  %5.1f %%%n",
                stream.name().toLowerCase(java.util.Locale.ROOT), length, PERCENT * length / index.payloadLength()));
    }

    private void tellDearest(PayloadIndex index) {
        System.out.printf("%ndearest ranges%n  %14s %10s %12s%n", "offset", "length", "blob");
        ranges(index).stream()
                .sorted(Comparator.comparingInt(TargetRange::blobLength).reversed())
                .limit(most)
                .forEach(range ->
                        System.out.printf("  %14d %10d %12d%n", range.offset(), range.length(), range.blobLength()));
    }

    private static List<TargetRange> ranges(PayloadIndex index) {
        return IntStream.range(0, index.rangeCount()).mapToObj(index::range).toList();
    }
}
