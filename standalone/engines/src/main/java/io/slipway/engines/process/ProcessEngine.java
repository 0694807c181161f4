package io.slipway.engines.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

import io.slipway.engines.Engine;
import io.slipway.engines.EngineFailedException;

/** An engine as a leashed process. Thread-safe: starts and stops exclude each other. */
public final class ProcessEngine implements Engine {

    private final EngineRecipe recipe;
    private LeashedProcess process;

    private ProcessEngine(EngineRecipe recipe, LeashedProcess process) {
        this.recipe = recipe;
        this.process = process;
    }

    /**
     * Starts an engine and returns when it serves.
     *
     * @throws EngineFailedException if its port is in use, or it ended or did not serve in time
     */
    public static Engine start(EngineRecipe recipe) {
        return new ProcessEngine(recipe, launch(recipe));
    }

    private static LeashedProcess launch(EngineRecipe recipe) {
        if (!Ports.isFree(recipe.port())) {
            throw new EngineFailedException(
                    recipe.name() + " cannot start: port " + recipe.port() + " is in use by another program.");
        }
        Path directory = recipe.directory().toAbsolutePath();
        EngineLog log = new EngineLog(directory.resolve(recipe.name() + ".log"));
        try {
            Files.createDirectories(directory);
            recipe.prepare();
            log.begin();
        } catch (IOException e) {
            throw new EngineFailedException(
                    recipe.name() + " could not be prepared in " + directory + ": " + e.getMessage() + ".", e);
        }
        LeashedProcess process = LeashedProcess.start(new LeashedProcess.Program(
                recipe.name(),
                recipe.command(),
                recipe.environment(),
                directory,
                log.file(),
                recipe.stopSignal(),
                recipe.timeToStop()));
        awaitReady(recipe, process, log);
        return process;
    }

    private static void awaitReady(EngineRecipe recipe, LeashedProcess process, EngineLog log) {
        Waiting.until(recipe.timeToStart(), () -> !process.isAlive() || recipe.isReady());
        OptionalInt exitCode = process.exitCode();
        if (exitCode.isPresent()) {
            throw new EngineFailedException(recipe.name() + " ended with exit code " + exitCode.getAsInt()
                    + " before it served port " + recipe.port() + "." + log.tail());
        }
        if (!recipe.isReady()) {
            process.kill();
            throw new EngineFailedException(recipe.name() + " did not serve port " + recipe.port() + " within "
                    + recipe.timeToStart().toSeconds() + " seconds." + log.tail());
        }
    }

    @Override
    public String name() {
        return recipe.name();
    }

    @Override
    public int port() {
        return recipe.port();
    }

    @Override
    public Map<String, String> coordinates() {
        return recipe.coordinates();
    }

    @Override
    public synchronized long pid() {
        return process.pid();
    }

    @Override
    public synchronized boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public synchronized void kill() {
        process.kill();
    }

    @Override
    public synchronized void restart() {
        close();
        process = launch(recipe);
    }

    @Override
    public synchronized void close() {
        process.stop(recipe.timeToStop());
    }
}
