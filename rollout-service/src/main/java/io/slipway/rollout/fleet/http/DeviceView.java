package io.slipway.rollout.fleet.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.fleet.Device;
import io.slipway.rollout.fleet.Inventory;
import io.slipway.rollout.fleet.Membership;

/** A device in an answer. */
@Schema(
        name = "Device",
        requiredProperties = {"id", "type", "membership", "installed", "attributes"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeviceView(
        String id,
        String type,

        @Schema(
                enumeration = {"unconfirmed", "enrolled", "revoked"},
                description =
                        "Only enrolled devices are updated. Unconfirmed: it reported, but its enrolment was not seen yet.")
        String membership,

        @Nullable Instant enrolledAt,
        @Nullable Instant revokedAt,
        @Nullable String revocationReason,
        @Nullable Instant lastSeenAt,
        @Nullable String clientVersion,
        @Nullable String bootedSlot,
        List<Component> installed,
        Map<String, String> attributes) {

    /** What runs in one component. */
    @Schema(
            name = "InstalledComponent",
            requiredProperties = {"component", "name", "version"})
    record Component(String component, String name, String version) {}

    static DeviceView of(Device device) {
        Membership membership = device.membership();
        return new DeviceView(
                device.key().id().value(),
                device.type().value(),
                word(membership),
                membership instanceof Membership.Enrolled(Instant at) ? at : null,
                membership instanceof Membership.Revoked revoked ? revoked.at() : null,
                membership instanceof Membership.Revoked revoked ? revoked.reason() : null,
                device.lastSeen().orElse(null),
                device.inventory().map(Inventory::clientVersion).orElse(null),
                device.inventory().map(Inventory::bootedSlot).orElse(null),
                device.inventory().map(DeviceView::components).orElse(List.of()),
                device.inventory().map(Inventory::attributes).orElse(Map.of()));
    }

    private static List<Component> components(Inventory inventory) {
        return inventory.installed().stream()
                .map(c -> new Component(
                        c.component().value(), c.name(), c.version().value()))
                .toList();
    }

    private static String word(Membership membership) {
        return switch (membership) {
            case Membership.Unconfirmed unconfirmed -> "unconfirmed";
            case Membership.Enrolled enrolled -> "enrolled";
            case Membership.Revoked revoked -> "revoked";
        };
    }
}
