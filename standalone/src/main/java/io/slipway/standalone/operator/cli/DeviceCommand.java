package io.slipway.standalone.operator.cli;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import io.slipway.standalone.operator.http.RolloutApi;
import io.slipway.standalone.platform.ServiceName;

/** {@code device}: what is known of the devices. */
@Command(name = "device", description = "Devices: list.", mixinStandardHelpOptions = true)
public final class DeviceCommand {

    @Command(name = "list", description = "Lists the devices and what they run.", mixinStandardHelpOptions = true)
    int list(@Mixin ServiceOptions services) {
        List<RolloutApi.Device> devices = new RolloutApi(services.client(ServiceName.ROLLOUT)).devices();
        System.out.printf("%-20s %-16s %-12s %-6s %s%n", "DEVICE", "TYPE", "MEMBERSHIP", "SLOT", "INSTALLED");
        for (RolloutApi.Device device : devices) {
            String installed = String.join(
                    ", ",
                    device.installed().stream()
                            .map(image -> image.component() + " " + image.name() + " " + image.version())
                            .toList());
            String slot = device.bootedSlot() == null ? "-" : device.bootedSlot();
            System.out.printf(
                    "%-20s %-16s %-12s %-6s %s%n", device.id(), device.type(), device.membership(), slot, installed);
        }
        return 0;
    }
}
