package io.slipway.standalone.operator.cli;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.slipway.standalone.operator.http.RolloutApi.Deployment;
import io.slipway.standalone.operator.http.RolloutApi.Rollout;

/** Shows a rollout as lines of text, one for each change of a state. For terminals and log files alike. Not thread-safe. */
public final class RolloutChanges {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final Map<String, String> shown = new HashMap<>();

    public RolloutChanges(PrintStream out) {
        this.out = out;
    }

    /** Prints what is new. */
    public void show(Rollout rollout, List<Deployment> deployments) {
        String why = rollout.reason() == null ? "" : ": " + rollout.reason().detail();
        line("rollout " + rollout.name(), rollout.state() + why);
        for (Deployment deployment : deployments) {
            String reason = deployment.reason() == null
                    ? ""
                    : ": " + deployment.reason().code();
            line("wave " + deployment.wave() + "  " + deployment.deviceId(), deployment.state() + reason);
        }
    }

    private void line(String subject, String state) {
        if (!state.equals(shown.put(subject, state))) {
            out.println(LocalTime.now().format(TIME) + "  " + subject + "  " + state);
        }
    }
}
