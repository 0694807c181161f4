package io.slipway.standalone.bench.delta.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import io.slipway.standalone.FileTree;
import io.slipway.standalone.bench.Machine;
import io.slipway.standalone.bench.delta.CompareDeltas;
import io.slipway.standalone.bench.delta.Comparison;
import io.slipway.standalone.bench.delta.DeltaSheet;
import io.slipway.standalone.bench.delta.Form;
import io.slipway.standalone.bench.delta.LeftOut;
import io.slipway.standalone.bench.delta.Pair;
import io.slipway.standalone.bench.delta.Peer;
import io.slipway.standalone.bench.delta.Peers;
import io.slipway.standalone.bench.delta.json.DeltaFigures;
import io.slipway.standalone.bench.delta.json.FileDigests;
import io.slipway.standalone.bench.delta.json.KeptPeers;
import io.slipway.standalone.bench.delta.process.PairScript;
import io.slipway.standalone.bench.delta.process.ProgramPeers;
import io.slipway.standalone.bench.delta.process.SlipwayPayload;
import io.slipway.standalone.cli.PlatformOptions;

/** {@code bench delta}: compares our payloads with the peers and writes {@code docs/benchmarks/delta.md} and {@code delta.json}, anew after each pair. */
@Command(
        name = "delta",
        description =
                "Measures update payloads beside those of other programs and writes docs/benchmarks/delta.md and delta.json.",
        mixinStandardHelpOptions = true)
public final class DeltaBenchCommand implements Callable<Integer> {

    @Option(
            names = "--pairs",
            split = ",",
            paramLabel = "PAIR",
            description = "Any of ${COMPLETION-CANDIDATES}. Default: all of them.")
    private Set<Pair> pairs = EnumSet.allOf(Pair.class);

    @Option(
            names = "--forms",
            split = ",",
            paramLabel = "FORM",
            converter = FormName.class,
            description = "Any of ext4, squashfs-gzip, squashfs-xz, squashfs-zstd, erofs. Default: all of them.")
    private Set<Form> forms = EnumSet.allOf(Form.class);

    @Option(
            names = "--skip-peers",
            split = ",",
            paramLabel = "PEER",
            converter = PeerName.class,
            description =
                    "Peers to leave out: any of xdelta3, bsdiff, zstd-patch-from, ostree, casync-64k, casync-16k, zchunk, rdiff, block-index, zstd-19.")
    private @Nullable Set<Peer> skipped;

    @Option(
            names = "--peers-only",
            description =
                    "Measure the peers alone, which takes hours, so that later runs only measure ours; writes no page.")
    private boolean peersOnly;

    @Option(names = "--add", description = "Leave on the page what it has of other pairs and forms.")
    private boolean add;

    @Option(names = "--fresh", description = "Forget what peers cost in earlier runs, and measure them again.")
    private boolean fresh;

    @Override
    public Integer call() throws IOException {
        Path repository = PlatformOptions.repository();
        Path bench = repository.resolve(".slipway/bench");
        PairScript script = new PairScript(repository, bench.resolve("pairs"));
        script.ensure(pairs);
        FileDigests digests = new FileDigests();
        ProgramPeers programs = new ProgramPeers(bench.resolve("work"), bench.resolve("full"));
        CompareDeltas compare = new CompareDeltas(
                peers(programs, bench.resolve("peers"), digests),
                peersOnly ? new LeftOut() : new SlipwayPayload(repository, bench.resolve("ours")),
                programs,
                bench.resolve("ours"),
                line -> System.out.println("- " + line));
        Path pages = repository.resolve("docs/benchmarks");
        List<Comparison> comparisons = new ArrayList<>(add ? others(pages.resolve("delta.json"), script) : List.of());
        DeltaSheet sheet = new DeltaSheet(Machine.describe(), comparisons);
        for (Pair pair : EnumSet.copyOf(pairs)) {
            for (Form form : EnumSet.copyOf(forms)) {
                comparisons.add(compare.compare(script.pair(pair, form), skipped == null ? Set.of() : skipped));
                comparisons.sort(Comparator.comparing(
                                (Comparison comparison) -> comparison.images().pair())
                        .thenComparing(comparison -> comparison.images().form()));
                sheet = new DeltaSheet(Machine.describe(), comparisons);
                if (!peersOnly) {
                    write(sheet, new DeltaFigures(digests), pages);
                }
            }
        }
        System.out.println(sheet.markdown());
        return 0;
    }

    private Peers peers(ProgramPeers programs, Path folder, FileDigests digests) throws IOException {
        if (fresh) {
            FileTree.remove(folder);
        }
        return new KeptPeers(programs, programs::identity, folder, digests);
    }

    /** What the page has of combinations that are not measured now. */
    private List<Comparison> others(Path file, PairScript script) throws IOException {
        return DeltaFigures.read(file, script::pair).stream()
                .filter(comparison -> !pairs.contains(comparison.images().pair())
                        || !forms.contains(comparison.images().form()))
                .toList();
    }

    private static void write(DeltaSheet sheet, DeltaFigures figures, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("delta.md"), sheet.markdown());
        figures.write(sheet, folder.resolve("delta.json"));
    }

    /** Reads a form by its name. */
    static final class FormName implements ITypeConverter<Form> {
        @Override
        public Form convert(String name) {
            return Form.named(name).orElseThrow(() -> new TypeConversionException("there is no form '" + name + "'"));
        }
    }

    /** Reads a peer by its name. */
    static final class PeerName implements ITypeConverter<Peer> {
        @Override
        public Peer convert(String name) {
            return Peer.named(name).orElseThrow(() -> new TypeConversionException("there is no peer '" + name + "'"));
        }
    }
}
