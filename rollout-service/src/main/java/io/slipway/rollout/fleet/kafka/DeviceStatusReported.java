package io.slipway.rollout.fleet.kafka;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.slipway.rollout.EventIntake;
import io.slipway.rollout.fleet.ComponentName;
import io.slipway.rollout.fleet.DeviceFact;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.DeviceType;
import io.slipway.rollout.fleet.InstalledComponent;
import io.slipway.rollout.fleet.Inventory;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.fleet.Version;

import static io.slipway.rollout.EventIntake.required;

/** The event of that name in {@code docs/contracts}, as far as it matters here. */
record DeviceStatusReported(
        @Nullable String tenant,
        @Nullable String deviceId,
        @Nullable Long sequence,
        @Nullable String deviceType,
        @Nullable String clientVersion,
        @Nullable String bootedSlot,
        @Nullable List<Installed> installed,
        @Nullable Map<String, String> attributes,
        @Nullable Instant receivedAt)
        implements EventIntake.OfTenant {

    /** An element of {@code installed}. */
    record Installed(
            @Nullable String component,
            @Nullable String name,
            @Nullable String version) {

        InstalledComponent installed() {
            return new InstalledComponent(
                    new ComponentName(required("installed.component", component)),
                    required("installed.name", name),
                    new Version(required("installed.version", version)));
        }
    }

    DeviceFact fact() {
        return new DeviceFact.StatusReported(
                new DeviceKey(new Tenant(required("tenant", tenant)), new DeviceId(required("deviceId", deviceId))),
                new DeviceType(required("deviceType", deviceType)),
                new Inventory(
                        required("sequence", sequence),
                        required("clientVersion", clientVersion),
                        required("bootedSlot", bootedSlot),
                        required("installed", installed).stream()
                                .map(Installed::installed)
                                .toList(),
                        required("attributes", attributes)),
                required("receivedAt", receivedAt));
    }
}
