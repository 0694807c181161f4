package io.slipway.standalone.payload.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.SourceImage;
import io.slipway.payload.index.TargetRange;
import io.slipway.payload.inspect.BytesByFile;
import io.slipway.payload.inspect.FileBytes;
import io.slipway.payload.inspect.Operations;
import io.slipway.payload.inspect.Operations.Copies;
import io.slipway.payload.inspect.PackedAgain;
import io.slipway.payload.inspect.PayloadContents;
import io.slipway.payload.script.CopiedFrom;
import io.slipway.payload.script.ScriptStream;

/** What is known of a payload, as tables for a terminal. */
final class PayloadTables {

    private static final double PERCENT = 100;
    private static final String FILE_ROW = "  %12d %6.1f %%  %12s %12s  %s%n";

    private final PrintWriter out;
    private final PayloadIndex index;
    private final int most;

    /** @param most rows of files and of ranges */
    PayloadTables(PrintWriter out, PayloadIndex index, int most) {
        this.out = out;
        this.index = index;
        this.most = most;
    }

    void print(PayloadContents contents, Optional<ImageLayout> image) {
        tellWhole();
        tellRanges();
        if (index.source().isPresent()) {
            tell(contents.operations());
            tellPackedAgain(contents.packedAgain());
            tellStreams(contents);
        }
        contents.bytes().ifPresent(this::tell);
        image.flatMap(ImageLayout::remark).ifPresent(remark -> out.printf("%nthe image is %s%n", printable(remark)));
        tellDearest();
        out.flush();
    }

    private void tellWhole() {
        out.printf(
                "%s payload, %d bytes, %.2f %% of the image%n",
                index.source().isPresent() ? "delta" : "full",
                index.payloadLength(),
                PERCENT * index.payloadLength() / Math.max(1, index.targetLength()));
        out.printf("  makes     %d bytes, sha256 %s%n", index.targetLength(), index.targetSha256());
        if (index.source().isPresent()) {
            SourceImage source = index.source().get();
            out.printf("  from      %d bytes, sha256 %s%n", source.length(), source.sha256());
        }
        out.printf("  index     %d bytes%n  preamble  %d bytes%n", index.length(), index.preambleLength());
    }

    private void tellRanges() {
        List<TargetRange> ranges = ranges();
        List<TargetRange> zeros = ranges.stream().filter(TargetRange::isZero).toList();
        long zeroBytes = zeros.stream().mapToLong(TargetRange::length).sum();
        long groups = ranges.stream().filter(TargetRange::startsGroup).count();
        out.printf("%n%-34s %10s %14s%n", "ranges", "number", "image bytes");
        out.printf("  %-32s %10d %14d%n", "zeros", zeros.size(), zeroBytes);
        out.printf(
                "  %-32s %10d %14d  in %d groups%n",
                "script", ranges.size() - zeros.size(), index.targetLength() - zeroBytes, groups);
    }

    private void tell(Operations operations) {
        long made = operations.equal() + operations.corrected() + operations.novel();
        out.printf("%n%-34s %10s %14s%n", "instructions", "number", "unpacked bytes");
        out.printf("  %-32s %10d %14d%n", "all", operations.instructions(), made);
        for (CopiedFrom from : CopiedFrom.values()) {
            Copies copies = operations.copies().getOrDefault(from, new Copies(0, 0));
            out.printf("  %-32s %10d %14d%n", name(from), copies.count(), copies.bytes());
        }
        out.printf("  %-32s %10s %14d%n", "copied bytes that stay equal", "", operations.equal());
        out.printf("  %-32s %10s %14d%n", "copied bytes that are corrected", "", operations.corrected());
        out.printf("  %-32s %10s %14d%n", "novel bytes", "", operations.novel());
    }

    private static String name(CopiedFrom from) {
        return switch (from) {
            case UNPACKED_SOURCE -> "copies from the source, unpacked";
            case SOURCE_AS_IT_IS -> "copies from the source as it is";
            case TARGET -> "copies from the target";
        };
    }

    private void tellPackedAgain(List<PackedAgain> recipes) {
        if (!recipes.isEmpty()) {
            out.printf("%n%-34s %10s %14s %14s%n", "packed again by recipe", "pieces", "image bytes", "unpacked bytes");
            for (PackedAgain recipe : recipes) {
                out.printf(
                        "  %-32s %10d %14d %14d%n",
                        recipe.recipe(), recipe.pieces(), recipe.packed(), recipe.unpacked());
            }
        }
    }

    private void tellStreams(PayloadContents contents) {
        out.printf("%n%-34s %10s %14s%n", "streams", "", "payload bytes");
        for (ScriptStream stream : ScriptStream.ALL) {
            long length = contents.streams().getOrDefault(stream, 0L);
            out.printf(
                    "  %-32s %10s %14d  %5.1f %%%n",
                    stream.name().toLowerCase(Locale.ROOT), "", length, PERCENT * length / index.payloadLength());
        }
    }

    private void tell(BytesByFile bytes) {
        out.printf("%nbytes by file%n  %12s %8s  %12s %12s%n", "payload", "", "novel", "corrected");
        List<FileBytes> files = bytes.files();
        files.stream().limit(most).forEach(file -> tell(file, printable(file.path())));
        List<FileBytes> others = files.subList(Math.min(Math.max(0, most), files.size()), files.size());
        if (!others.isEmpty()) {
            tell(sum(others), "(%d more files)".formatted(others.size()));
        }
        tell(bytes.noFile(), "(metadata and free space)");
        tell(bytes.index(), "(index)");
        tell(bytes.preamble(), "(preamble)");
        tell(bytes.total(), "(all)");
    }

    private static FileBytes sum(List<FileBytes> files) {
        return new FileBytes(
                "",
                files.stream().mapToLong(FileBytes::packed).sum(),
                files.stream().mapToLong(FileBytes::novel).sum(),
                files.stream().mapToLong(FileBytes::corrected).sum());
    }

    private void tell(FileBytes file, String name) {
        out.printf(
                FILE_ROW,
                file.packed(),
                PERCENT * file.packed() / index.payloadLength(),
                file.novel(),
                file.corrected(),
                name);
    }

    private void tell(long bytes, String name) {
        out.printf(FILE_ROW, bytes, PERCENT * bytes / index.payloadLength(), "", "", name);
    }

    private void tellDearest() {
        out.printf("%ndearest ranges%n  %14s %10s %12s%n", "offset", "length", "blob");
        ranges().stream()
                .sorted(Comparator.comparingInt(TargetRange::blobLength).reversed())
                .limit(most)
                .forEach(range -> out.printf("  %14d %10d %12d%n", range.offset(), range.length(), range.blobLength()));
    }

    private List<TargetRange> ranges() {
        return IntStream.range(0, index.rangeCount()).mapToObj(index::range).toList();
    }

    /** Images hold any bytes as names; those that a terminal obeys are not for it. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
