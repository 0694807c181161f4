package io.slipway.standalone.bench.delta.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.slipway.standalone.bench.delta.Cost;
import io.slipway.standalone.bench.delta.DeltaMaker;
import io.slipway.standalone.bench.delta.Outcome;

/** Ours, as everybody calls it: {@code ./slipway payload create} and {@code ./slipway payload apply}. */
public final class SlipwayPayload implements DeltaMaker {

    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final String UNKNOWN_COMMAND = "knows no command payload";

    private final Path script;
    private final Path directory;

    /**
     * @param repository whose script {@code slipway} is used
     * @param directory in which it runs; it exists whenever a payload is made or applied
     */
    public SlipwayPayload(Path repository, Path directory) {
        this.script = repository.resolve("slipway");
        this.directory = directory;
    }

    @Override
    public Outcome make(Optional<Path> from, Path to, Path output) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("TO", to.toString(), "OUTPUT", output.toString()));
        from.ifPresent(path -> environment.put("FROM", path.toString()));
        String source = from.isPresent() ? "--from \"$FROM\" " : "";
        return run("payload create " + source + "--to \"$TO\" -o \"$OUTPUT\"", environment, output);
    }

    @Override
    public Outcome apply(Path source, Path payload, Path target) throws IOException {
        return run(
                "payload apply --source \"$SOURCE\" --target \"$TARGET\" \"$PAYLOAD\"",
                Map.of("SOURCE", source.toString(), "PAYLOAD", payload.toString(), "TARGET", target.toString()),
                target);
    }

    private Outcome run(String arguments, Map<String, String> more, Path output) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SLIPWAY", script.toString());
        MeasuredShell shell = new MeasuredShell(directory, PATIENCE);
        return switch (shell.run("\"$SLIPWAY\" " + arguments, environment)) {
            case MeasuredShell.Result.Failed(String lastWords) ->
                new Outcome.NotRun(lastWords.contains(UNKNOWN_COMMAND) ? "not yet" : "failed: " + lastWords);
            case MeasuredShell.Result.Done done ->
                new Outcome.Measured(
                        new Cost(
                                Files.size(output),
                                done.seconds(),
                                done.processorSeconds(),
                                done.peakMemory(),
                                done.ownMemory()),
                        false);
        };
    }
}
