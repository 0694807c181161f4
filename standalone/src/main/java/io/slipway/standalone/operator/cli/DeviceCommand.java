package io.slipway.standalone.operator.cli;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.slipway.standalone.operator.http.GatewayApi;
import io.slipway.standalone.operator.http.RolloutApi;
import io.slipway.standalone.operator.http.RolloutApi.Device;
import io.slipway.standalone.platform.ServiceName;

/** {@code device}: what is known of the devices. */
@Command(name = "device", description = "Devices: list, show, revoke.", mixinStandardHelpOptions = true)
public final class DeviceCommand {

    @Command(
            name = "list",
            description = "Lists the devices and what they run, the first 500 by their ids.",
            mixinStandardHelpOptions = true)
    int list(@Mixin ServiceOptions services, @Mixin JsonOption json) {
        RolloutApi api = new RolloutApi(services.client(ServiceName.ROLLOUT));
        if (json.isWanted()) {
            System.out.println(api.devicesJson());
            return 0;
        }
        List<Device> devices = api.devices();
        Table table = new Table("DEVICE", "TYPE", "MEMBERSHIP", "SLOT", "LAST SEEN", "INSTALLED");
        for (Device device : devices) {
            table.row(
                    device.id(),
                    device.type(),
                    device.membership(),
                    orDash(device.bootedSlot()),
                    orDash(device.lastSeenAt()),
                    installed(device));
        }
        table.print(System.out);
        return 0;
    }

    @Command(name = "show", description = "Shows one device.", mixinStandardHelpOptions = true)
    int show(
            @Mixin ServiceOptions services,
            @Mixin JsonOption json,
            @Parameters(paramLabel = "DEVICE", description = "Id of the device.") String id) {
        RolloutApi api = new RolloutApi(services.client(ServiceName.ROLLOUT));
        if (json.isWanted()) {
            System.out.println(api.deviceJson(id));
            return 0;
        }
        Device device = api.device(id);
        String why = device.revocationReason() == null ? "" : ": " + device.revocationReason();
        System.out.println("device      " + device.id());
        System.out.println("type        " + device.type());
        System.out.println("membership  " + device.membership() + why);
        System.out.println("last seen   " + orDash(device.lastSeenAt()));
        System.out.println("client      " + orDash(device.clientVersion()));
        System.out.println("slot        " + orDash(device.bootedSlot()));
        System.out.println("installed   " + installed(device));
        return 0;
    }

    @Command(
            name = "revoke",
            description =
                    "Refuses a device from now on, for example because it was stolen. To come back it needs a new enrolment token.",
            mixinStandardHelpOptions = true)
    int revoke(
            @Mixin ServiceOptions services,
            @Parameters(paramLabel = "DEVICE", description = "Id of the device.") String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for the record.")
                    String reason) {
        new GatewayApi(services.client(ServiceName.DEVICE)).revoke(id, reason);
        System.out.println("Device " + id + " is revoked.");
        return 0;
    }

    private static String installed(Device device) {
        return device.installed().isEmpty()
                ? "-"
                : device.installed().stream()
                        .map(image -> image.component() + " " + image.name() + " " + image.version())
                        .collect(Collectors.joining(", "));
    }

    private static String orDash(@Nullable Object value) {
        return Objects.requireNonNullElse(value, "-").toString();
    }
}
