package io.slipway.standalone.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import io.slipway.engines.process.EngineLog;
import io.slipway.engines.process.LeashedProcess;
import io.slipway.engines.process.Waiting;
import io.slipway.standalone.StandaloneException;

/** A service as a process of its own, configured by environment variables. */
final class ServiceComponent implements Component {

    private static final Duration TIME_TO_START = Duration.ofSeconds(120);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(30);

    private final Plan plan;
    private LeashedProcess process;

    private ServiceComponent(Plan plan, LeashedProcess process) {
        this.plan = plan;
        this.process = process;
    }

    /**
     * What to run.
     *
     * @param service which one
     * @param jar of the service ({@code quarkus-run.jar})
     * @param directory of its log, and of nothing that matters
     * @param ports of all components
     * @param environment its configuration
     */
    record Plan(ServiceName service, Path jar, Path directory, PortPlan ports, Map<String, String> environment) {

        Plan {
            environment = Map.copyOf(environment);
        }

        EngineLog log() {
            return new EngineLog(directory.resolve(service.text() + ".log"));
        }
    }

    /** Starts the service and returns when it is ready. */
    static ServiceComponent start(Plan plan) {
        return new ServiceComponent(plan, launch(plan));
    }

    private static LeashedProcess launch(Plan plan) {
        String name = plan.service().text();
        if (!Files.exists(plan.jar())) {
            throw new StandaloneException(name + " is not built: " + plan.jar() + " is missing; run ./slipway build.");
        }
        EngineLog log = plan.log();
        try {
            Files.createDirectories(plan.directory());
            log.begin();
        } catch (IOException e) {
            throw new StandaloneException(name + " cannot write its log in " + plan.directory() + ".", e);
        }
        LeashedProcess process = LeashedProcess.start(new LeashedProcess.Program(
                name, command(plan), plan.environment(), plan.directory(), log.file(), "TERM", TIME_TO_STOP));
        awaitReady(plan, process);
        return process;
    }

    private static List<String> command(Plan plan) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(plan.service().memory());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-jar", plan.jar().toString()));
        return command;
    }

    private static void awaitReady(Plan plan, LeashedProcess process) {
        String name = plan.service().text();
        int port = plan.ports().management(plan.service());
        boolean ready = Waiting.until(TIME_TO_START, BETWEEN_LOOKS, () -> !process.isAlive() || Readiness.of(port))
                && process.isAlive();
        OptionalInt exitCode = process.exitCode();
        if (exitCode.isPresent()) {
            throw new StandaloneException(name + " ended with exit code " + exitCode.getAsInt()
                    + " before it was ready." + new ServiceLog(plan.log().file()).end());
        }
        if (!ready) {
            process.kill();
            throw new StandaloneException(name + " was not ready within " + TIME_TO_START.toSeconds() + " seconds."
                    + new ServiceLog(plan.log().file()).end());
        }
    }

    @Override
    public String name() {
        return plan.service().text();
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + plan.ports().api(plan.service());
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
        stop();
        process = launch(plan);
    }

    @Override
    public synchronized void stop() {
        process.stop(TIME_TO_STOP);
    }
}
