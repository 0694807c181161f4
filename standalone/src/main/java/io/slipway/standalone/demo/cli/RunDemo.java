package io.slipway.standalone.demo.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.slipway.engines.process.Waiting;
import io.slipway.engines.secret.Credentials;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.demo.DemoPlan;
import io.slipway.standalone.demo.DeviceOutcome;
import io.slipway.standalone.fleet.DeviceOrder;
import io.slipway.standalone.fleet.process.VirtualFleet;
import io.slipway.standalone.operator.Image;
import io.slipway.standalone.operator.PublishedRelease;
import io.slipway.standalone.operator.file.PublicKeyFile;
import io.slipway.standalone.operator.http.GatewayApi;
import io.slipway.standalone.operator.http.PublishRelease;
import io.slipway.standalone.operator.http.RolloutApi;
import io.slipway.standalone.operator.http.RolloutApi.Deployment;
import io.slipway.standalone.operator.http.RolloutApi.Rollout;
import io.slipway.standalone.operator.http.ServiceClient;
import io.slipway.standalone.platform.Platform;
import io.slipway.standalone.platform.ServiceName;
import io.slipway.standalone.signing.OfflineKeys;
import io.slipway.standalone.signing.bouncycastle.KeyFile;

/** Runs the demonstration on a platform that has nothing on it yet. */
final class RunDemo {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);
    private static final Duration TIME_TO_PREPARE = Duration.ofMinutes(3);
    private static final Duration TIME_TO_ENROL = Duration.ofMinutes(2);
    private static final Duration TIME_TO_ROLL_OUT = Duration.ofMinutes(10);
    private static final Duration TIME_TO_REPORT = Duration.ofSeconds(30);
    private static final int ALL_OF_A_WAVE = 100;
    private static final int ONE_FAILURE = 1;

    private final DemoPlan plan;
    private final Platform platform;
    private final VirtualFleet fleet;
    private final PrintStream out;
    private final Disturbance disturbance;
    private final RolloutApi rollouts;

    RunDemo(DemoPlan plan, Platform platform, VirtualFleet fleet, Disturbance disturbance, PrintStream out) {
        this.plan = plan;
        this.platform = platform;
        this.fleet = fleet;
        this.disturbance = disturbance;
        this.out = out;
        this.rollouts = new RolloutApi(client(ServiceName.ROLLOUT));
    }

    /**
     * Publishes both releases, makes the devices and rolls the second release out.
     *
     * @return what deviates from the plan
     * @throws StandaloneException if a step does not come to its end
     */
    List<String> run(DemoImages images) throws IOException {
        Image before = images.from();
        Image after = images.to();
        OfflineKeys keys = makeKeys();
        PublishRelease publisher = new PublishRelease(
                client(ServiceName.ARTIFACT), platform.data().keys().resolve("trusted"), Clock.systemUTC(), this::step);
        byte[] root = publisher.ensureRepository(keys);
        publisher.publish(keys, wish(DemoPlan.BEFORE, before));
        PublishedRelease update = publisher.publish(keys, wish(DemoPlan.AFTER, after));

        step("making " + plan.devices() + " devices that run release " + DemoPlan.BEFORE);
        String token = new GatewayApi(client(ServiceName.DEVICE))
                .createToken(DemoPlan.DEVICE_TYPE, plan.devices())
                .token();
        for (String deviceId : plan.deviceIds()) {
            fleet.switchOn(order(deviceId, before, after, root, token));
        }
        await("the devices did not enrol", TIME_TO_ENROL, this::allDevicesReport);
        step("preparing the payload of release " + DemoPlan.AFTER);
        await("the payload of release 2 was not ready", TIME_TO_PREPARE, () -> rollouts.release(update.id())
                .filter(RolloutApi.Release::payloadsReady)
                .isPresent());

        return rollOut(update.id());
    }

    private DeviceOrder order(String deviceId, Image before, Image after, byte[] root, String token) {
        return new DeviceOrder(
                deviceId,
                DemoPlan.DEVICE_TYPE,
                DemoPlan.COMPONENT,
                new DeviceOrder.Held(DemoPlan.RELEASE, DemoPlan.BEFORE, before),
                List.of(new DeviceOrder.Held(DemoPlan.RELEASE, DemoPlan.AFTER, after)),
                root,
                token,
                plan.healthCheck(deviceId));
    }

    private List<String> rollOut(UUID release) {
        step("rolling release " + DemoPlan.AFTER + " out, " + plan.devices() + " devices in waves of "
                + plan.waves().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        long begin = System.nanoTime();
        UUID id = rollouts.create(new RolloutApi.Plan(
                        DemoPlan.RELEASE + " " + DemoPlan.AFTER,
                        release,
                        DemoPlan.DEVICE_TYPE,
                        plan.waves(),
                        ALL_OF_A_WAVE,
                        ONE_FAILURE))
                .id();
        rollouts.start(id);
        ProgressDisplay display = ProgressDisplay.on(out);
        await("the rollout did not end", TIME_TO_ROLL_OUT, () -> {
            Optional<Rollout> rollout = look(id, display);
            rollout.ifPresent(disturbance::consider);
            return rollout.filter(found -> found.isOver() || found.state().equals("paused"))
                    .isPresent();
        });
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
        await("the devices did not report what they run", TIME_TO_REPORT, () -> outcomes(id).stream()
                .noneMatch(outcome -> outcome.after().isEmpty()));
        List<DeviceOutcome> outcomes = outcomes(id);
        new OutcomeTable(out).print(outcomes);
        out.printf("The rollout took %.0f seconds. ", seconds);
        return plan.deviations(rollouts.rollout(id).state(), outcomes);
    }

    /** The rollout, shown; empty if the service does not answer because of the disturbance. */
    private Optional<Rollout> look(UUID id, ProgressDisplay display) {
        try {
            Rollout rollout = rollouts.rollout(id);
            display.show(rollout, rollouts.deployments(id));
            return Optional.of(rollout);
        } catch (StandaloneException e) {
            if (disturbance.isUnderWay()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<DeviceOutcome> outcomes(UUID rollout) {
        List<DeviceOutcome> outcomes = new ArrayList<>();
        for (Deployment deployment : rollouts.deployments(rollout)) {
            outcomes.add(new DeviceOutcome(
                    deployment.deviceId(),
                    Optional.ofNullable(deployment.versionBefore()).orElse(""),
                    Optional.ofNullable(deployment.versionAfter()).orElse(""),
                    deployment.state(),
                    Optional.ofNullable(deployment.reason()).map(reason -> reason.code() + ": " + reason.detail()),
                    deployment.bytesDownloaded(),
                    deployment.duration()));
        }
        return outcomes;
    }

    private boolean allDevicesReport() {
        return rollouts.devices().stream()
                        .filter(device -> device.membership().equals("enrolled"))
                        .filter(device -> device.version(DemoPlan.COMPONENT).equals(Optional.of(DemoPlan.BEFORE)))
                        .count()
                == plan.devices();
    }

    /** Keys of this demonstration, encrypted as all offline keys are; the passphrase lies beside them, because nothing real depends on them. */
    private OfflineKeys makeKeys() throws IOException {
        Path directory = Files.createDirectories(platform.data().keys());
        char[] passphrase =
                new Credentials(directory.resolve("passphrase")).secret().toCharArray();
        SecureRandom random = new SecureRandom();
        OfflineKeys keys = new OfflineKeys(Ed25519SigningKey.generate(random), Ed25519SigningKey.generate(random));
        for (var key : Map.of("root", keys.root(), "targets", keys.targets()).entrySet()) {
            KeyFile.write(directory.resolve(key.getKey() + ".pem"), key.getValue(), passphrase);
            PublicKeyFile.write(
                    directory.resolve(key.getKey() + ".pub"), key.getValue().verificationKey());
        }
        return keys;
    }

    private static PublishRelease.Wish wish(String version, Image image) {
        return new PublishRelease.Wish(
                DemoPlan.RELEASE, version, DemoPlan.DEVICE_TYPE, Map.of(DemoPlan.COMPONENT, image));
    }

    private ServiceClient client(ServiceName service) {
        URI base = URI.create("http://127.0.0.1:" + platform.ports().api(service));
        return new ServiceClient(service.text(), base, platform.operatorPassword());
    }

    private void step(String what) {
        out.println("- " + what);
    }

    private void await(String otherwise, Duration limit, BooleanSupplier condition) {
        boolean held = Waiting.until(limit, BETWEEN_LOOKS, () -> {
            platform.firstDead().ifPresent(dead -> {
                throw new StandaloneException(
                        dead.name() + " (process " + dead.pid() + ") has ended unexpectedly; its log is "
                                + platform.data().log(dead) + ".");
            });
            return condition.getAsBoolean();
        });
        if (!held) {
            throw new StandaloneException("The demonstration stops: " + otherwise + " within " + limit.toSeconds()
                    + " seconds; logs are below " + platform.data().root() + ".");
        }
    }
}
