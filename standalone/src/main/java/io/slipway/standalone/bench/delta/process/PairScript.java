package io.slipway.standalone.bench.delta.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.bench.delta.Form;
import io.slipway.standalone.bench.delta.ImagePair;
import io.slipway.standalone.bench.delta.Pair;

/** The script {@code delta-pairs.sh}, which makes image pairs and keeps them. */
public final class PairScript {

    private final Path script;
    private final Path folder;

    /**
     * @param repository where the script is
     * @param folder of the pairs
     */
    public PairScript(Path repository, Path folder) {
        this.script = repository.resolve("standalone/src/main/scripts/delta-pairs.sh");
        this.folder = folder;
    }

    /**
     * Makes what is not there yet. Blocks for minutes; the script tells the person at the terminal what it does.
     *
     * @throws StandaloneException if it could not; the script has said why
     */
    public void ensure(Collection<Pair> pairs) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString(), folder.toString()));
        pairs.forEach(pair -> command.add(pair.name()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new StandaloneException("The image pairs could not be made.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("The benchmark was interrupted.", e);
        } finally {
            process.destroy();
        }
    }

    /** A pair that is there. */
    public ImagePair pair(Pair pair, Form form) {
        return new ImagePair(pair, form, folder.resolve(pair.name()));
    }
}
