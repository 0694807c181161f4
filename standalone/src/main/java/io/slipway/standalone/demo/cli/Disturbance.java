package io.slipway.standalone.demo.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.operator.http.RolloutApi.Rollout;
import io.slipway.standalone.operator.http.RolloutApi.Wave;
import io.slipway.standalone.platform.Component;
import io.slipway.standalone.platform.Platform;

/** Kills a component once, in the middle of the rollout, and starts it again; or does nothing. Not thread-safe. */
final class Disturbance {

    private static final int MIDDLE = 2;

    private final Optional<Component> victim;
    private final PrintStream out;
    private boolean done;

    /**
     * @param victim name of the component
     * @throws StandaloneException if there is no such component
     */
    Disturbance(Platform platform, Optional<String> victim, PrintStream out) {
        try {
            this.victim = victim.map(platform::component);
        } catch (IllegalArgumentException e) {
            throw new StandaloneException("--kill: " + e.getMessage() + ".", e);
        }
        this.out = out;
    }

    /** Kills and restarts the component as soon as the second wave is under way; blocks until it is ready again. */
    void consider(Rollout rollout) {
        List<Wave> waves = rollout.waves() == null ? List.of() : rollout.waves();
        boolean now = waves.stream()
                .anyMatch(wave -> wave.number() == MIDDLE && wave.state().equals("running"));
        if (!done && now && victim.isPresent()) {
            done = true;
            Component component = victim.get();
            out.println("- killing " + component.name() + " (process " + component.pid() + ")");
            component.kill();
            component.restart();
            out.println("- " + component.name() + " is back (process " + component.pid() + ")");
        }
    }

    /** Whether a service may be without an answer for a while: something that it needs was killed. */
    boolean isUnderWay() {
        return done;
    }
}
