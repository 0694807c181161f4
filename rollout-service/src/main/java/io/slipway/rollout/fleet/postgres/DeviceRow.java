package io.slipway.rollout.fleet.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.fleet.ComponentName;
import io.slipway.rollout.fleet.Device;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.DeviceType;
import io.slipway.rollout.fleet.InstalledComponent;
import io.slipway.rollout.fleet.Inventory;
import io.slipway.rollout.fleet.Membership;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.fleet.Version;

/** A row of the table {@code device}. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record DeviceRow(
        String tenant,
        String deviceId,
        String deviceType,
        @Nullable Instant enrolledAt,
        @Nullable Instant revokedAt,
        @Nullable String revocationReason,
        @Nullable Instant lastSeenAt,
        @Nullable Long statusSequence,
        @Nullable String clientVersion,
        @Nullable String bootedSlot,
        List<Installed> installed,
        Map<String, String> attributes) {

    /** An element of the column {@code installed}. */
    record Installed(String component, String name, String version) {}

    static DeviceRow of(Device device) {
        Instant enrolled = null;
        Instant revoked = null;
        String reason = null;
        switch (device.membership()) {
            case Membership.Unconfirmed unconfirmed -> {}
            case Membership.Enrolled(Instant at) -> enrolled = at;
            case Membership.Revoked(Instant at, String why) -> {
                revoked = at;
                reason = why;
            }
        }
        Optional<Inventory> inventory = device.inventory();
        return new DeviceRow(
                device.key().tenant().value(),
                device.key().id().value(),
                device.type().value(),
                enrolled,
                revoked,
                reason,
                device.lastSeen().orElse(null),
                inventory.map(Inventory::sequence).orElse(null),
                inventory.map(Inventory::clientVersion).orElse(null),
                inventory.map(Inventory::bootedSlot).orElse(null),
                inventory.map(DeviceRow::installed).orElse(List.of()),
                inventory.map(Inventory::attributes).orElse(Map.of()));
    }

    Device device() {
        return new Device(
                new DeviceKey(new Tenant(tenant), new DeviceId(deviceId)),
                new DeviceType(deviceType),
                membership(),
                inventory(),
                Optional.ofNullable(lastSeenAt));
    }

    private Membership membership() {
        if (revokedAt != null) {
            return new Membership.Revoked(revokedAt, revocationReason == null ? "" : revocationReason);
        }
        return enrolledAt == null ? new Membership.Unconfirmed() : new Membership.Enrolled(enrolledAt);
    }

    private Optional<Inventory> inventory() {
        if (statusSequence == null || clientVersion == null || bootedSlot == null) {
            return Optional.empty();
        }
        List<InstalledComponent> components = installed.stream()
                .map(c -> new InstalledComponent(new ComponentName(c.component()), c.name(), new Version(c.version())))
                .toList();
        return Optional.of(new Inventory(statusSequence, clientVersion, bootedSlot, components, attributes));
    }

    private static List<Installed> installed(Inventory inventory) {
        return inventory.installed().stream()
                .map(c -> new Installed(
                        c.component().value(), c.name(), c.version().value()))
                .toList();
    }
}
