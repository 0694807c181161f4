package io.slipway.standalone.demo.cli;

import java.io.Console;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;

import io.slipway.standalone.operator.cli.RolloutChanges;
import io.slipway.standalone.operator.http.RolloutApi.Deployment;
import io.slipway.standalone.operator.http.RolloutApi.Rollout;

/** Shows a rollout while it runs. Not thread-safe. */
interface ProgressDisplay {

    /** Shows the present state. */
    void show(Rollout rollout, List<Deployment> deployments);

    /** A picture that is drawn again and again where there is a terminal, lines otherwise. */
    static ProgressDisplay on(PrintStream out) {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return terminal ? new RolloutPicture(out, InstantSource.system()) : new RolloutChanges(out)::show;
    }
}
