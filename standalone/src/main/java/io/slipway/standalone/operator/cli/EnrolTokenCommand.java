package io.slipway.standalone.operator.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.slipway.standalone.operator.http.GatewayApi;
import io.slipway.standalone.platform.ServiceName;

/** {@code enrol-token}: a permission for devices to enrol. */
@Command(
        name = "enrol-token",
        description = "Makes a token with which devices can enrol within a day, and prints it.",
        mixinStandardHelpOptions = true)
public final class EnrolTokenCommand implements Callable<Integer> {

    @Mixin
    private final ServiceOptions services = new ServiceOptions();

    @Option(names = "--device-type", required = true, paramLabel = "TYPE", description = "Type of the devices.")
    @SuppressWarnings("NullAway.Init") // picocli sets what is required before call()
    private String deviceType;

    @Option(
            names = "--uses",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many devices may use it. Default: 1.")
    private int uses;

    @Override
    public Integer call() {
        System.out.println(new GatewayApi(services.client(ServiceName.DEVICE))
                .createToken(deviceType, uses)
                .token());
        return 0;
    }
}
