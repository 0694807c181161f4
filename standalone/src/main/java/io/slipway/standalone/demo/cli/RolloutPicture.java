package io.slipway.standalone.demo.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.slipway.standalone.operator.http.RolloutApi.Deployment;
import io.slipway.standalone.operator.http.RolloutApi.Rollout;
import io.slipway.standalone.operator.http.RolloutApi.Wave;

/**
 * A rollout in a few lines, drawn over the lines before with the control sequences of ECMA-48. Devices are shown while their wave runs, and not more than fit on
 * a screen.
 */
final class RolloutPicture implements ProgressDisplay {

    private static final String UP = "\033[%dA";
    private static final String CLEAR_BELOW = "\033[J";
    private static final String GREEN = "\033[32m";
    private static final String YELLOW = "\033[33m";
    private static final String RESET = "\033[0m";
    private static final int BAR = 24;
    private static final int MOST_DEVICES = 12;
    private static final int PERCENT = 100;
    private static final double MEBIBYTE = 1 << 20;

    private final PrintStream out;
    private final InstantSource clock;
    private final Instant begin;
    private int drawn;

    RolloutPicture(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.begin = clock.instant();
    }

    @Override
    public void show(Rollout rollout, List<Deployment> deployments) {
        List<String> lines = lines(rollout, deployments);
        if (drawn > 0) {
            out.printf(UP, drawn);
        }
        out.print(CLEAR_BELOW + String.join("\n", lines) + "\n");
        out.flush();
        drawn = lines.size();
    }

    private List<String> lines(Rollout rollout, List<Deployment> deployments) {
        List<String> lines = new ArrayList<>();
        lines.add("  %s, %d s"
                .formatted(
                        rollout.state(),
                        Duration.between(begin, clock.instant()).toSeconds()));
        for (Wave wave : rollout.waves() == null ? List.<Wave>of() : rollout.waves()) {
            List<Deployment> devices = deployments.stream()
                    .filter(deployment -> deployment.wave() == wave.number())
                    .toList();
            lines.add("  wave %d  %-9s %s".formatted(wave.number(), wave.state(), summary(wave, devices)));
            if (wave.state().equals("running")) {
                devices.stream().limit(MOST_DEVICES).map(RolloutPicture::line).forEach(lines::add);
                if (devices.size() > MOST_DEVICES) {
                    lines.add("    and " + (devices.size() - MOST_DEVICES) + " more");
                }
            }
        }
        return lines;
    }

    private static String summary(Wave wave, List<Deployment> devices) {
        if (devices.isEmpty()) {
            return wave.devices() == 1 ? "1 device" : wave.devices() + " devices";
        }
        Map<String, Long> counts = devices.stream()
                .filter(Deployment::isOver)
                .collect(Collectors.groupingBy(Deployment::state, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> colour(count.getKey()) + count.getValue() + " " + count.getKey() + RESET)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String line(Deployment deployment) {
        return "    %-10s %s  %s%s%s"
                .formatted(
                        deployment.deviceId(), bar(deployment), colour(deployment.state()), deployment.state(), RESET);
    }

    private static String bar(Deployment deployment) {
        long total = Math.max(1, deployment.bytesTotal());
        long done = Math.min(deployment.bytesDone(), total);
        int full = (int) (BAR * done / total);
        return "[%s%s] %3d %%  %6.1f MiB"
                .formatted(
                        "#".repeat(full),
                        ".".repeat(BAR - full),
                        PERCENT * done / total,
                        deployment.bytesDownloaded() / MEBIBYTE);
    }

    private static String colour(String state) {
        return switch (state) {
            case "succeeded" -> GREEN;
            case "rolled-back", "failed", "rejected", "cancelled" -> YELLOW;
            default -> "";
        };
    }
}
