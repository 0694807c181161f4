package io.slipway.standalone.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.slipway.engines.process.Waiting;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.bench.Figure;
import io.slipway.standalone.fleet.DeviceOrder;
import io.slipway.standalone.image.DebianImages;
import io.slipway.standalone.operator.Image;
import io.slipway.standalone.operator.PublishedRelease;
import io.slipway.standalone.operator.http.GatewayApi;
import io.slipway.standalone.operator.http.RolloutApi;
import io.slipway.standalone.platform.ServiceName;

/** How much memory the client takes: idle, while it applies the full payload of an image, and while it applies a delta to the next image. */
final class MemoryBench {

    private static final Duration REST = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final double MOST_IDLE = 25;
    private static final double MOST_APPLYING = 40;

    private final Workbench workbench;
    private final Path executable;
    private final DebianImages.Images debian;
    private final RolloutApi rollouts;
    private final List<Double> idle = new ArrayList<>();
    private final List<Double> anonymous = new ArrayList<>();
    private final List<Double> full = new ArrayList<>();
    private final List<Double> delta = new ArrayList<>();

    MemoryBench(Workbench workbench, Path executable, DebianImages.Images debian) {
        this.workbench = workbench;
        this.executable = executable;
        this.debian = debian;
        this.rollouts = new RolloutApi(workbench.client(ServiceName.ROLLOUT));
    }

    /** Every run has a device of its own, which gets both updates. */
    List<Figure> measure() throws IOException {
        byte[] root = workbench.publisher().ensureRepository(workbench.keys());
        DeviceOrder.Held factory = new DeviceOrder.Held(Workbench.RELEASE, "0", workbench.newImage());
        DeviceOrder.Held first = new DeviceOrder.Held(Workbench.RELEASE, "1", Image.of(debian.from()));
        DeviceOrder.Held next = new DeviceOrder.Held(Workbench.RELEASE, "2", Image.of(debian.to()));
        PublishedRelease one = publish(first);
        PublishedRelease two = publish(next);
        for (int run = 1; run <= workbench.runs(); run++) {
            String device = "bench-board-" + run;
            try (ClientMemory memory = new ClientMemory(executable)) {
                switchOn(device, factory, List.of(first, next), root);
                rest(memory);
                long fullBytes = install(one, device, run).bytesDownloaded();
                full.add(memory.ended().peak());
                rest(memory);
                long bytes = install(two, device, run).bytesDownloaded();
                // the delta is made once a device runs the first release, so that the first devices may still get the
                // full payload
                (bytes < fullBytes / 2 ? delta : full).add(memory.ended().peak());
                System.out.println("- " + device + " downloaded " + fullBytes + " and " + bytes + " bytes");
            }
            workbench.fleet().switchOff();
        }
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure("idle, connected by MQTT", "MiB", idle, MOST_IDLE),
                new Figure("of that not pages of files", "MiB", anonymous, Double.NaN),
                new Figure("applying a full payload", "MiB", full, MOST_APPLYING)));
        if (!delta.isEmpty()) {
            figures.add(new Figure("applying a delta", "MiB", delta, MOST_APPLYING));
        }
        return figures;
    }

    private PublishedRelease publish(DeviceOrder.Held held) throws IOException {
        PublishedRelease release = workbench.publish(held.version(), held.image());
        workbench.await("the payload was not ready", () -> rollouts.release(release.id())
                .filter(RolloutApi.Release::payloadsReady)
                .isPresent());
        return release;
    }

    private void switchOn(String device, DeviceOrder.Held factory, List<DeviceOrder.Held> later, byte[] root)
            throws IOException {
        String token = new GatewayApi(workbench.client(ServiceName.DEVICE))
                .createToken(Workbench.DEVICE_TYPE, 1)
                .token();
        workbench
                .fleet()
                .switchOn(new DeviceOrder(
                        device, Workbench.DEVICE_TYPE, Workbench.COMPONENT, factory, later, root, token, "true"));
        workbench.await("the device did not enrol", () -> rollouts.devices().stream()
                .anyMatch(d -> d.id().equals(device) && d.membership().equals("enrolled")));
    }

    /** Lets the client have nothing to do for a while, and looks what it takes then. */
    private void rest(ClientMemory memory) {
        try {
            Thread.sleep(REST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("The benchmark was interrupted.", e);
        }
        idle.add(memory.now().resident());
        anonymous.add(memory.now().anonymous());
    }

    private RolloutApi.Deployment install(PublishedRelease release, String device, int run) {
        UUID rollout = rollouts.create(new RolloutApi.Plan(
                        "memory " + run + " " + release.id(), release.id(), Workbench.DEVICE_TYPE, List.of(), 100, 0))
                .id();
        rollouts.start(rollout);
        workbench.await("the rollout did not end", () -> rollouts.deployments(rollout).stream()
                .filter(d -> d.deviceId().equals(device))
                .anyMatch(RolloutApi.Deployment::isOver));
        RolloutApi.Deployment deployment = rollouts.deployments(rollout).stream()
                .filter(d -> d.deviceId().equals(device))
                .findFirst()
                .orElseThrow();
        if (!deployment.state().equals("succeeded")) {
            throw new StandaloneException("The device did not install the release: it is " + deployment.state() + ".");
        }
        boolean isOver =
                Waiting.until(END, MOMENT, () -> rollouts.rollout(rollout).isOver());
        if (!isOver) {
            rollouts.abort(rollout, "devices of earlier runs are off");
        }
        return deployment;
    }
}
