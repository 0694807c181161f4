package io.slipway.standalone.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import io.slipway.standalone.platform.PortPlan;
import io.slipway.standalone.platform.Readiness;
import io.slipway.standalone.platform.RunningPlatform;
import io.slipway.standalone.platform.ServiceName;

/** {@code status}: a line per component. Exit code 0 if all are ready, 1 if some are not, 3 if nothing runs. */
@Command(
        name = "status",
        description = "Shows what runs. Exit code: 0 all ready, 1 some not, 3 nothing runs.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    private static final int NOTHING_RUNS = 3;

    @Mixin
    private final PlatformOptions options = new PlatformOptions();

    @Override
    public Integer call() {
        Optional<RunningPlatform> running = RunningPlatform.find(options.data());
        if (running.isEmpty()) {
            System.out.println("Slipway does not run on " + options.data().root() + ".");
            return NOTHING_RUNS;
        }
        if (running.get().isStarting()) {
            System.out.println("Slipway is starting on " + options.data().root() + " (process "
                    + running.get().launcher().pid() + ").");
            return 1;
        }
        System.out.printf("%-16s %-10s %-28s %s%n", "COMPONENT", "STATE", "ADDRESS", "PROCESS");
        boolean allReady = true;
        for (RunningPlatform.Entry component : running.get().components()) {
            State state = stateOf(component, running.get().ports());
            System.out.printf(
                    "%-16s %-10s %-28s %d%n", component.name(), state.text(), component.address(), component.pid());
            allReady &= state == State.READY;
        }
        return allReady ? 0 : 1;
    }

    private enum State {
        READY("ready"),
        NOT_READY("not ready"),
        DEAD("dead");

        private final String text;

        State(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private static State stateOf(RunningPlatform.Entry component, PortPlan ports) {
        if (!component.isAlive()) {
            return State.DEAD;
        }
        Optional<ServiceName> service = Arrays.stream(ServiceName.values())
                .filter(name -> name.text().equals(component.name()))
                .findFirst();
        boolean ready =
                service.map(name -> Readiness.of(ports.management(name))).orElse(true);
        return ready ? State.READY : State.NOT_READY;
    }
}
