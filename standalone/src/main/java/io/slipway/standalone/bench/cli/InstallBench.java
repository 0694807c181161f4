package io.slipway.standalone.bench.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.bench.Machine;
import io.slipway.standalone.bench.Series;
import io.slipway.standalone.bench.Sheet;
import io.slipway.standalone.fleet.DeviceOrder;
import io.slipway.standalone.operator.Image;
import io.slipway.standalone.operator.PublishedRelease;
import io.slipway.standalone.operator.http.GatewayApi;
import io.slipway.standalone.operator.http.RolloutApi;
import io.slipway.standalone.platform.ServiceName;

/** How fast a device with little memory installs an image. */
final class InstallBench {

    private static final String DEVICE = "bench-board-1";
    private static final double MILLISECONDS = 1000;

    private final Workbench workbench;
    private final RolloutApi rollouts;

    InstallBench(Workbench workbench) {
        this.workbench = workbench;
        this.rollouts = new RolloutApi(workbench.client(ServiceName.ROLLOUT));
    }

    Sheet measure() throws IOException {
        List<DeviceOrder.Held> images = new ArrayList<>();
        for (int run = 0; run <= workbench.runs(); run++) {
            images.add(new DeviceOrder.Held(Workbench.RELEASE, "install-" + run, workbench.newImage()));
        }
        switchOn(images);
        List<Double> seconds = new ArrayList<>();
        for (DeviceOrder.Held held : images.subList(1, images.size())) {
            seconds.add(install(held));
        }
        Image image = images.getFirst().image();
        long length = image.content().length();
        Series measured = new Series("install on the device, client at -Xmx64m", length, seconds);
        Series peer = Stopwatch.program(
                "`dd` of the same file to a new one, then `sha256sum`",
                length,
                workbench.runs(),
                "sh",
                "-c",
                "dd if=\"$1\" of=\"$1.copy\" bs=1M conv=fsync && sha256sum \"$1.copy\" && rm \"$1.copy\"",
                "sh",
                image.file().toString());
        return new Sheet(
                "Install",
                "./slipway bench install",
                "From the device's report \"downloading\" to \"rebooting\": the payload of an image of " + length
                        + " bytes comes from the local S3 server over TLS, is checked, decompressed and written to the inactive slot, which is read"
                        + " again and compared with the offline-signed digest.",
                Machine.describe(),
                List.of(measured),
                List.of(peer),
                "100 MB/s or more of target data");
    }

    private void switchOn(List<DeviceOrder.Held> images) throws IOException {
        byte[] root = workbench.publisher().ensureRepository(workbench.keys());
        String token = new GatewayApi(workbench.client(ServiceName.DEVICE))
                .createToken(Workbench.DEVICE_TYPE, 1)
                .token();
        workbench
                .fleet()
                .switchOn(new DeviceOrder(
                        DEVICE,
                        Workbench.DEVICE_TYPE,
                        Workbench.COMPONENT,
                        images.getFirst(),
                        images.subList(1, images.size()),
                        root,
                        token,
                        "true"));
    }

    /** Rolls an image out to the device and returns the seconds from the first byte to the reboot. */
    private double install(DeviceOrder.Held held) throws IOException {
        PublishedRelease release = workbench.publish(held.version(), held.image());
        workbench.await("the payload was not ready", () -> rollouts.release(release.id())
                .filter(RolloutApi.Release::payloadsReady)
                .isPresent());
        workbench.await("the device did not enrol", () -> rollouts.devices().stream()
                .anyMatch(device ->
                        device.id().equals(DEVICE) && device.membership().equals("enrolled")));
        UUID rollout = rollouts.create(new RolloutApi.Plan(
                        "install " + held.version(), release.id(), Workbench.DEVICE_TYPE, List.of(), 100, 0))
                .id();
        rollouts.start(rollout);
        workbench.await(
                "the rollout did not end",
                () -> rollouts.rollout(rollout).isOver()
                        || rollouts.rollout(rollout).state().equals("paused"));
        RolloutApi.Deployment deployment = rollouts.deployments(rollout).getFirst();
        if (!deployment.state().equals("succeeded")) {
            throw new StandaloneException(
                    "The device did not install " + held.title() + ": it is " + deployment.state() + ".");
        }
        Map<String, Instant> times = deployment.timeline();
        Instant begin = times.getOrDefault("downloading", Instant.MAX);
        Instant end = times.getOrDefault("rebooting", Instant.MIN);
        return Duration.between(begin, end).toMillis() / MILLISECONDS;
    }
}
