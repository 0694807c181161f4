package io.slipway.standalone.bench.delta.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.standalone.FileTree;
import io.slipway.standalone.bench.delta.BlockIndex;
import io.slipway.standalone.bench.delta.CompareDeltas;
import io.slipway.standalone.bench.delta.Cost;
import io.slipway.standalone.bench.delta.ImagePair;
import io.slipway.standalone.bench.delta.Outcome;
import io.slipway.standalone.bench.delta.Peer;
import io.slipway.standalone.bench.delta.Peers;

/** Peers as programs of this machine. */
public final class ProgramPeers implements Peers, CompareDeltas.Decompression {

    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final double NANOSECONDS = 1e9;
    private static final double GIBIBYTE = 1 << 30;
    private static final int KIBIBYTE = 1024;

    /** bsdiff 4.3 holds two arrays of a 64-bit number per byte of the old file, and both files. */
    private static final int BSDIFF_PER_BYTE = 17;

    private static final Pattern AVAILABLE = Pattern.compile("^MemAvailable:\\s*(\\d+) kB$", Pattern.MULTILINE);

    private final Path work;
    private final Path kept;

    /**
     * @param work folder that is made for each measurement and removed after it
     * @param kept folder of whole images that were compressed with {@code zstd -19}
     */
    public ProgramPeers(Path work, Path kept) {
        this.work = work;
        this.kept = kept;
    }

    @Override
    public Outcome measure(Peer peer, ImagePair pair) throws IOException {
        Optional<String> obstacle = obstacle(peer, pair);
        if (obstacle.isPresent()) {
            return new Outcome.NotRun(obstacle.get());
        }
        return inEmptyFolder(() -> cook(peer, pair));
    }

    @Override
    public Outcome measure(ImagePair pair, Path target) throws IOException {
        if (find("zstd").isEmpty()) {
            return new Outcome.NotRun(notInstalled(Peer.ZSTD));
        }
        Recipe recipe = new Recipe(
                "[ \"$FULL\" -nt \"$TO\" ] || zstd -q -f -19 -T0 \"$TO\" -o \"$FULL\"",
                "zstd -q -f -d \"$FULL\" -o \"$TARGET\"; sync \"$TARGET\"",
                "cmp \"$TARGET\" \"$TO\"; ln \"$TARGET\" result");
        return inEmptyFolder(() -> run(recipe, pair, Map.of("TARGET", target.toString()), 0, 0));
    }

    /** What the outcome of a peer depends on besides the images: the version of its program, and how it is called. */
    public String identity(Peer peer) {
        return version(peer) + "\n" + Recipe.of(peer);
    }

    private static String version(Peer peer) {
        try {
            Process query = new ProcessBuilder("dpkg-query", "-W", "-f", "${Version}", peer.debianPackage()).start();
            return new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "version unknown";
        }
    }

    /** What speaks against a measurement. A peer gets at most half of the memory that is free: other work goes on meanwhile. */
    private static Optional<String> obstacle(Peer peer, ImagePair pair) throws IOException {
        if (find(peer.program()).isEmpty()) {
            return Optional.of(notInstalled(peer));
        }
        if (peer != Peer.BSDIFF) {
            return Optional.empty();
        }
        long needed = BSDIFF_PER_BYTE * Files.size(pair.from()) + Files.size(pair.to());
        return needed <= availableMemory() / 2
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "not run: needs %.1f GiB of memory, and %.1f GiB are free",
                        needed / GIBIBYTE,
                        availableMemory() / GIBIBYTE));
    }

    private static String notInstalled(Peer peer) {
        return "not installed; `apt-get install " + peer.debianPackage() + "` brings it";
    }

    private Outcome cook(Peer peer, ImagePair pair) throws IOException {
        if (peer != Peer.BLOCK_INDEX) {
            return run(Recipe.of(peer), pair, Map.of(), 0, 0);
        }
        long begin = System.nanoTime();
        long index = BlockIndex.writeMissing(pair.from(), pair.to(), work.resolve("missing"));
        return run(Recipe.of(peer), pair, Map.of(), index, (System.nanoTime() - begin) / NANOSECONDS);
    }

    /** Runs a recipe, and adds bytes and seconds that were spent outside. */
    private Outcome run(Recipe recipe, ImagePair pair, Map<String, String> more, long bytes, double seconds)
            throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(environment(pair));
        MeasuredShell shell = new MeasuredShell(work, PATIENCE);
        if (shell.run(recipe.before(), environment) instanceof MeasuredShell.Result.Failed(String lastWords)) {
            return new Outcome.NotRun("failed: " + lastWords);
        }
        return switch (shell.run(recipe.work(), environment)) {
            case MeasuredShell.Result.Failed(String lastWords) -> new Outcome.NotRun("failed: " + lastWords);
            case MeasuredShell.Result.Done done -> {
                if (shell.run(recipe.after(), environment) instanceof MeasuredShell.Result.Failed(String lastWords)) {
                    yield new Outcome.NotRun("failed: " + lastWords);
                }
                yield new Outcome.Measured(
                        new Cost(
                                Files.size(work.resolve("result")) + bytes,
                                done.seconds() + seconds,
                                done.processorSeconds() + seconds,
                                done.peakMemory(),
                                done.ownMemory()),
                        false);
            }
        };
    }

    private Map<String, String> environment(ImagePair pair) throws IOException {
        return Map.of(
                "FROM", pair.from().toRealPath().toString(),
                "TO", pair.to().toRealPath().toString(),
                "FROM_TREE", pair.fromTree().toRealPath().toString(),
                "TO_TREE", pair.toTree().toRealPath().toString(),
                "FROM_BYTES", Long.toString(Files.size(pair.from())),
                "FULL",
                        kept.resolve(pair.pair() + "." + pair.form().id() + ".zst")
                                .toString());
    }

    private Outcome inEmptyFolder(Measurement measurement) throws IOException {
        FileTree.remove(work);
        Files.createDirectories(work);
        Files.createDirectories(kept);
        try {
            return measurement.run();
        } finally {
            FileTree.remove(work);
        }
    }

    private static long availableMemory() throws IOException {
        Matcher matcher = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
        return matcher.find() ? Long.parseLong(matcher.group(1)) * KIBIBYTE : 0;
    }

    private static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private interface Measurement {
        Outcome run() throws IOException;
    }
}
