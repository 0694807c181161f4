package io.slipway.standalone.demo.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import io.slipway.standalone.operator.cli.RolloutChanges;
import io.slipway.standalone.operator.http.RolloutApi.Deployment;
import io.slipway.standalone.operator.http.RolloutApi.Rollout;
import io.slipway.standalone.operator.http.RolloutApi.Wave;

/** Shows a rollout while it runs. Not thread-safe. */
interface ProgressDisplay {

    /** Shows the present state. */
    void show(Rollout rollout, List<Deployment> deployments);

    /** A picture that is drawn again and again where there is a terminal, lines otherwise. */
    static ProgressDisplay on(PrintStream out) {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return terminal ? new Picture(out) : new RolloutChanges(out)::show;
    }

    /** Draws with the control sequences of ECMA-48. */
    final class Picture implements ProgressDisplay {

        private static final String UP = "\033[%dA";
        private static final String CLEAR_LINE = "\033[2K";
        private static final String GREEN = "\033[32m";
        private static final String YELLOW = "\033[33m";
        private static final String RESET = "\033[0m";
        private static final int BAR = 24;

        private final PrintStream out;
        private int drawn;

        Picture(PrintStream out) {
            this.out = out;
        }

        @Override
        public void show(Rollout rollout, List<Deployment> deployments) {
            List<String> lines = new ArrayList<>();
            lines.add("rollout %s: %s".formatted(rollout.name(), rollout.state()));
            List<Wave> waves = rollout.waves() == null ? List.of() : rollout.waves();
            for (Wave wave : waves) {
                lines.add("  wave %d  %d device(s)  %s".formatted(wave.number(), wave.devices(), wave.state()));
                deployments.stream()
                        .filter(deployment -> deployment.wave() == wave.number())
                        .map(Picture::line)
                        .forEach(lines::add);
            }
            if (drawn > 0) {
                out.printf(UP, drawn);
            }
            lines.forEach(line -> out.print(CLEAR_LINE + line + "\n"));
            out.flush();
            drawn = lines.size();
        }

        private static String line(Deployment deployment) {
            return "    %-10s %s %s%-12s%s"
                    .formatted(
                            deployment.deviceId(),
                            bar(deployment),
                            colour(deployment.state()),
                            deployment.state(),
                            RESET);
        }

        private static String bar(Deployment deployment) {
            long total = Math.max(1, deployment.bytesTotal());
            int full = (int) (BAR * Math.min(deployment.bytesDone(), total) / total);
            return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
        }

        private static String colour(String state) {
            return switch (state) {
                case "succeeded" -> GREEN;
                case "rolled-back", "failed", "rejected", "cancelled" -> YELLOW;
                default -> "";
            };
        }
    }
}
