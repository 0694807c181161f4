package io.slipway.client.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.slipway.client.program.Ending;
import io.slipway.client.program.ProgramRun;

/**
 * Runs the executables of a directory, each once in the life of the layers, in the order of their names: they bring data of older versions into the form that
 * this version expects. One that was interrupted runs again. When the update is taken back, what they did to the layers, and the list of those that ran, go
 * back, too. On a device whose layers have no history, those of the system that runs have nothing to do and count as done.
 */
public final class MigrateData {

    private static final int MOST = 1000;

    private final Path directory;
    private final Overlays overlays;
    private final Duration timeout;

    /**
     * @param directory in the system that runs; need not exist
     * @param timeout of each
     */
    public MigrateData(Path directory, Overlays overlays, Duration timeout) {
        this.directory = directory;
        this.overlays = overlays;
        this.timeout = timeout;
    }

    /** Runs those that have not run yet, up to the first that fails; says why it did. */
    public Optional<String> run() throws InterruptedException {
        try {
            Set<String> done = new TreeSet<>(overlays.migrated());
            for (Path migration : migrations()) {
                String name = String.valueOf(migration.getFileName());
                if (done.contains(name)) {
                    continue;
                }
                Ending ending = new ProgramRun(List.of(migration.toString()), Map.of(), "", timeout).run();
                if (!(ending instanceof Ending.Exited(int code, String _) && code == 0)) {
                    return Optional.of("migration " + name + " " + describe(ending));
                }
                done.add(name);
                overlays.setMigrated(done);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("migrations cannot be run: " + e);
        }
    }

    /** Without history, the migrations of the system that runs count as done; to be called before another one is tried. */
    public void settle() throws IOException {
        if (!overlays.hasHistory()) {
            Set<String> present = new TreeSet<>();
            migrations().forEach(migration -> present.add(String.valueOf(migration.getFileName())));
            overlays.setMigrated(present);
        }
    }

    private List<Path> migrations() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .sorted()
                    .limit(MOST)
                    .toList();
        }
    }

    private String describe(Ending ending) {
        return switch (ending) {
            case Ending.Exited(int code, String words) ->
                "ended with exit code " + code + (words.isEmpty() ? "" : ": " + words);
            case Ending.TimedOut() -> "did not end within " + timeout.toMillis() + " ms";
            case Ending.NotStarted(String why) -> "could not be started: " + why;
        };
    }
}
