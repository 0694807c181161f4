package io.slipway.rollout.fleet;

import java.time.Instant;
import java.util.Optional;

/**
 * One device, folded from its {@link DeviceFact facts}.
 *
 * @param type the type of its enrolment; until that is known, the type it claims
 * @param inventory what it reported last, if it has reported yet
 * @param lastSeen when the gateway last heard from it
 */
public record Device(
        DeviceKey key,
        DeviceType type,
        Membership membership,
        Optional<Inventory> inventory,
        Optional<Instant> lastSeen) {

    /** What a fact did to a device. */
    public sealed interface Change {

        /** The device is now this. */
        record Updated(Device device) implements Change {}

        /** The fact is older than what is known. */
        record Ignored(String why) implements Change {}
    }

    /**
     * A device nothing was known about before {@code fact}.
     *
     * @return empty if the fact alone does not make a device, as the revocation of an unknown one
     */
    public static Optional<Device> firstSeenIn(DeviceFact fact) {
        return switch (fact) {
            case DeviceFact.Enrolled enrolled ->
                Optional.of(new Device(
                        enrolled.device(),
                        enrolled.type(),
                        new Membership.Enrolled(enrolled.at()),
                        Optional.empty(),
                        Optional.empty()));
            case DeviceFact.StatusReported status ->
                Optional.of(new Device(
                        status.device(),
                        status.type(),
                        new Membership.Unconfirmed(),
                        Optional.of(status.inventory()),
                        Optional.of(status.at())));
            case DeviceFact.Revoked revoked -> Optional.empty();
        };
    }

    /** Folds one more fact in. Facts may repeat and may be late; the newest of each kind wins. */
    public Change learn(DeviceFact fact) {
        return switch (fact) {
            case DeviceFact.Enrolled enrolled -> enrolled(enrolled);
            case DeviceFact.Revoked revoked -> revoked(revoked);
            case DeviceFact.StatusReported status -> reported(status);
        };
    }

    private Change enrolled(DeviceFact.Enrolled fact) {
        if (!fact.at().isAfter(membershipSince())) {
            return new Change.Ignored("the device's membership changed at or after this enrolment");
        }
        // An enrolment may follow a factory reset, after which the device counts its reports from the start.
        Optional<Inventory> kept = inventory.map(Inventory::beforeAnyReport);
        return new Change.Updated(new Device(key, fact.type(), new Membership.Enrolled(fact.at()), kept, lastSeen));
    }

    private Change revoked(DeviceFact.Revoked fact) {
        if (fact.at().isBefore(membershipSince()) || membership instanceof Membership.Revoked) {
            return new Change.Ignored("the device was revoked already, or enrolled after this revocation");
        }
        return new Change.Updated(
                new Device(key, type, new Membership.Revoked(fact.at(), fact.reason()), inventory, lastSeen));
    }

    private Change reported(DeviceFact.StatusReported fact) {
        if (inventory.isPresent()
                && inventory.get().sequence() >= fact.inventory().sequence()) {
            return new Change.Ignored("a later status is known");
        }
        DeviceType known = membership instanceof Membership.Unconfirmed ? fact.type() : type;
        Instant seen = lastSeen.filter(fact.at()::isBefore).orElse(fact.at());
        return new Change.Updated(new Device(key, known, membership, Optional.of(fact.inventory()), Optional.of(seen)));
    }

    private Instant membershipSince() {
        return switch (membership) {
            case Membership.Unconfirmed unconfirmed -> Instant.MIN;
            case Membership.Enrolled enrolled -> enrolled.at();
            case Membership.Revoked revoked -> revoked.at();
        };
    }
}
