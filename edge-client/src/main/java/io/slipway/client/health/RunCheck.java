package io.slipway.client.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;

/**
 * Makes an attempt at a check with what there is for its kind of probe. Each attempt has a thread of its own, which is left behind if it does not come
 * back in time: a file system that hangs must not keep a bad system on trial forever. While it is out, the check is not tried again. One thread.
 */
public final class RunCheck implements CheckRunner {

    /** Within which a probe notices by itself that its time is up, and says it better. */
    private static final Duration OWN_END = Duration.ofSeconds(2);

    private final ProbeRunner<Probe.OfProgram> programs;
    private final ProbeRunner<Probe.OfMachine> machine;
    private final ProbeRunner<Probe.Http> http;
    private final ProbeRunner<Probe.Tcp> tcp;
    private final ProbeRunner<Probe.Server> server;
    private final Map<String, Thread> leftBehind = new HashMap<>();

    public RunCheck(
            ProbeRunner<Probe.OfProgram> programs,
            ProbeRunner<Probe.OfMachine> machine,
            ProbeRunner<Probe.Http> http,
            ProbeRunner<Probe.Tcp> tcp,
            ProbeRunner<Probe.Server> server) {
        this.programs = programs;
        this.machine = machine;
        this.http = http;
        this.tcp = tcp;
        this.server = server;
    }

    @Override
    public Verdict run(HealthCheck check, Map<String, String> context) throws InterruptedException {
        Duration timeout = check.pace().timeout();
        if (leftBehind.get(check.name()) instanceof Thread last && last.isAlive()) {
            return verdict(check, Optional.of("hangs: the last attempt has not come back"));
        }
        FutureTask<Optional<String>> attempt = new FutureTask<>(() -> look(check.probe(), timeout, context));
        Thread thread =
                Thread.ofPlatform().daemon().name("check-" + check.name()).start(attempt);
        try {
            return verdict(check, attempt.get(timeout.plus(OWN_END).toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            leftBehind.put(check.name(), thread);
            return verdict(check, Optional.of("hangs: no answer within " + timeout.toMillis() + " ms"));
        } catch (ExecutionException e) {
            return verdict(check, Optional.of("could not be run: " + e.getCause()));
        } finally {
            attempt.cancel(true);
        }
    }

    private Optional<String> look(Probe probe, Duration timeout, Map<String, String> context)
            throws InterruptedException {
        return switch (probe) {
            case Probe.OfProgram program -> programs.complaint(program, timeout, context);
            case Probe.OfMachine figures -> machine.complaint(figures, timeout, context);
            case Probe.Http address -> http.complaint(address, timeout, context);
            case Probe.Tcp address -> tcp.complaint(address, timeout, context);
            case Probe.Server itself -> server.complaint(itself, timeout, context);
        };
    }

    private static Verdict verdict(HealthCheck check, Optional<String> complaint) {
        return complaint
                .<Verdict>map(c -> new Unhealthy("check '%s' %s".formatted(check.name(), c)))
                .orElseGet(Healthy::new);
    }
}
