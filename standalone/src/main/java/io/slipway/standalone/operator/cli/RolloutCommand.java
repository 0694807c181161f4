package io.slipway.standalone.operator.cli;

import java.util.List;
import java.util.UUID;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.operator.http.RolloutApi;
import io.slipway.standalone.operator.http.RolloutApi.Deployment;
import io.slipway.standalone.operator.http.RolloutApi.Rollout;
import io.slipway.standalone.platform.ServiceName;

/** {@code rollout}: bring a release to devices, in waves. */
@Command(
        name = "rollout",
        description = "Rollouts: create, start, watch, pause, resume, abort, list, show.",
        mixinStandardHelpOptions = true)
public final class RolloutCommand {

    private static final long MILLISECONDS_BETWEEN_LOOKS = 1000;
    private static final String ID = "Id of the rollout, as create and list print it.";

    @Command(
            name = "create",
            description = "Creates a rollout, which does nothing before its start, and prints its id.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin ServiceOptions services,
            @Option(names = "--name", required = true, paramLabel = "TEXT", description = "Name for people.")
                    String name,
            @Option(
                            names = "--release",
                            required = true,
                            paramLabel = "ID",
                            description = "Id of the release, as release publish and list print it.")
                    UUID release,
            @Option(names = "--device-type", required = true, paramLabel = "TYPE", description = "Type of the devices.")
                    String deviceType,
            @Option(
                            names = "--waves",
                            paramLabel = "N",
                            split = ",",
                            description =
                                    "Sizes of the waves, for example 1,10,100; the rest is a last wave. Default: one wave.")
                    List<Integer> waves,
            @Option(
                            names = "--success-threshold",
                            paramLabel = "PERCENT",
                            defaultValue = "90",
                            description = "Percentage of a wave that must succeed before the next. Default: 90.")
                    int threshold,
            @Option(
                            names = "--error-limit",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Failed devices that the rollout bears; one more pauses it. Default: 1.")
                    int errorLimit) {
        List<Integer> sizes = waves == null ? List.of() : waves;
        Rollout rollout =
                api(services).create(new RolloutApi.Plan(name, release, deviceType, sizes, threshold, errorLimit));
        System.out.println(rollout.id());
        return 0;
    }

    @Command(
            name = "start",
            description = "Starts a rollout: fixes the devices of every wave, and begins with the first.",
            mixinStandardHelpOptions = true)
    int start(@Mixin ServiceOptions services, @Parameters(paramLabel = "ID", description = ID) UUID id) {
        return report(api(services).start(id));
    }

    @Command(
            name = "pause",
            description = "Holds a rollout: no further wave starts; devices that have begun go on.",
            mixinStandardHelpOptions = true)
    int pause(
            @Mixin ServiceOptions services,
            @Mixin ReasonOption why,
            @Parameters(paramLabel = "ID", description = ID) UUID id) {
        return report(api(services).pause(id, why.text()));
    }

    @Command(
            name = "resume",
            description = "Lets a paused rollout go on, and accepts what it was paused for.",
            mixinStandardHelpOptions = true)
    int resume(@Mixin ServiceOptions services, @Parameters(paramLabel = "ID", description = ID) UUID id) {
        return report(api(services).resume(id));
    }

    @Command(
            name = "abort",
            description = "Gives a rollout up, for good: devices that have not begun to install do not.",
            mixinStandardHelpOptions = true)
    int abort(
            @Mixin ServiceOptions services,
            @Mixin ReasonOption why,
            @Parameters(paramLabel = "ID", description = ID) UUID id) {
        return report(api(services).abort(id, why.text()));
    }

    @Command(name = "list", description = "Lists the newest 100 rollouts.", mixinStandardHelpOptions = true)
    int list(@Mixin ServiceOptions services, @Mixin JsonOption json) {
        RolloutApi api = api(services);
        if (json.isWanted()) {
            System.out.println(api.rolloutsJson());
            return 0;
        }
        List<Rollout> rollouts = api.rollouts();
        Table table = new Table("ID", "NAME", "RELEASE", "DEVICES", "STATE");
        for (Rollout rollout : rollouts) {
            table.row(
                    rollout.id().toString(),
                    rollout.name(),
                    release(rollout),
                    Integer.toString(rollout.deviceCount()),
                    rollout.state());
        }
        table.print(System.out);
        return 0;
    }

    @Command(
            name = "show",
            description = "Shows a rollout with its waves and the first 500 of its devices.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin ServiceOptions services,
            @Mixin JsonOption json,
            @Parameters(paramLabel = "ID", description = ID) UUID id) {
        RolloutApi api = api(services);
        if (json.isWanted()) {
            System.out.println(api.rolloutJson(id));
            return 0;
        }
        Rollout rollout = api.rollout(id);
        System.out.println(
                "rollout " + rollout.name() + " of " + release(rollout) + " to " + rollout.deviceCount() + " devices");
        report(rollout);
        System.out.println();
        Table table = new Table("WAVE", "DEVICE", "STATE", "REASON");
        for (Deployment deployment : api.deployments(id)) {
            table.row(
                    Integer.toString(deployment.wave()),
                    deployment.deviceId(),
                    deployment.state(),
                    deployment.reason() == null ? "" : deployment.reason().text());
        }
        table.print(System.out);
        return 0;
    }

    @Command(
            name = "watch",
            description = "Prints every change until the rollout is over. Exit code 0 if it completed.",
            mixinStandardHelpOptions = true)
    int watch(@Mixin ServiceOptions services, @Parameters(paramLabel = "ID", description = ID) UUID id)
            throws InterruptedException {
        RolloutApi api = api(services);
        RolloutChanges changes = new RolloutChanges(System.out);
        Rollout rollout = api.rollout(id);
        while (!rollout.isOver()) {
            changes.show(rollout, api.deployments(id));
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
            rollout = api.rollout(id);
        }
        changes.show(rollout, api.deployments(id));
        if (!rollout.state().equals("completed")) {
            throw new StandaloneException("The rollout is " + rollout.state() + ".");
        }
        return 0;
    }

    private static int report(Rollout rollout) {
        System.out.println(rollout.state()
                + (rollout.reason() == null ? "" : ": " + rollout.reason().text()));
        return 0;
    }

    private static String release(Rollout rollout) {
        return rollout.release() == null
                ? "-"
                : rollout.release().name() + " " + rollout.release().version();
    }

    private static RolloutApi api(ServiceOptions services) {
        return new RolloutApi(services.client(ServiceName.ROLLOUT));
    }
}
