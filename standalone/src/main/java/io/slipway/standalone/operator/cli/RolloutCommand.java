package io.slipway.standalone.operator.cli;

import java.util.List;
import java.util.UUID;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.operator.http.RolloutApi;
import io.slipway.standalone.platform.ServiceName;

/** {@code rollout}: bring a release to devices, in waves. */
@Command(name = "rollout", description = "Rollouts: create, start, watch.", mixinStandardHelpOptions = true)
public final class RolloutCommand {

    private static final long MILLISECONDS_BETWEEN_LOOKS = 1000;

    @Command(name = "create", description = "Creates a rollout and prints its id.", mixinStandardHelpOptions = true)
    int create(
            @Mixin ServiceOptions services,
            @Option(names = "--name", required = true, description = "Name for people.") String name,
            @Option(names = "--release", required = true, paramLabel = "ID", description = "Id of the release.")
                    UUID release,
            @Option(names = "--device-type", required = true, description = "Type of the devices.") String deviceType,
            @Option(
                            names = "--waves",
                            split = ",",
                            description =
                                    "Sizes of the waves, for example 1,10,100; the rest is a last wave. Default: one wave.")
                    List<Integer> waves,
            @Option(
                            names = "--success-threshold",
                            defaultValue = "90",
                            description = "Percentage of a wave that must succeed before the next. Default: 90.")
                    int threshold,
            @Option(
                            names = "--error-limit",
                            defaultValue = "1",
                            description = "Failed devices that the rollout bears; one more pauses it. Default: 1.")
                    int errorLimit) {
        List<Integer> sizes = waves == null ? List.of() : waves;
        RolloutApi.Rollout rollout =
                api(services).create(new RolloutApi.Plan(name, release, deviceType, sizes, threshold, errorLimit));
        System.out.println(rollout.id());
        return 0;
    }

    @Command(name = "start", description = "Starts a rollout.", mixinStandardHelpOptions = true)
    int start(@Mixin ServiceOptions services, @Parameters(paramLabel = "ID") UUID id) {
        System.out.println(api(services).start(id).state());
        return 0;
    }

    @Command(
            name = "watch",
            description = "Prints every change until the rollout is over. Exit code 0 if it completed.",
            mixinStandardHelpOptions = true)
    int watch(@Mixin ServiceOptions services, @Parameters(paramLabel = "ID") UUID id) throws InterruptedException {
        RolloutApi api = api(services);
        RolloutChanges changes = new RolloutChanges(System.out);
        RolloutApi.Rollout rollout = api.rollout(id);
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

    private static RolloutApi api(ServiceOptions services) {
        return new RolloutApi(services.client(ServiceName.ROLLOUT));
    }
}
