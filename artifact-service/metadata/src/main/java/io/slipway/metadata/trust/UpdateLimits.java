package io.slipway.metadata.trust;

import io.slipway.metadata.canonical.JsonLimits;

/**
 * How much an update may fetch (the numbers that TUF 5.3.3, 5.4.1, 5.5.1, 5.6.1 and 5.6.7.1 leave to the application).
 *
 * @param rootBytes of one root file
 * @param timestampBytes of the timestamp file
 * @param snapshotBytes of the snapshot file
 * @param targetsBytes of a file of targets or of a delegated role
 * @param rootRotations root files in one update; a device that is further behind catches up with the next
 * @param roles delegated roles that the search for one target visits
 */
public record UpdateLimits(
        int rootBytes, int timestampBytes, int snapshotBytes, int targetsBytes, int rootRotations, int roles) {

    /** 256 KiB root, 16 KiB timestamp, 512 KiB snapshot, 4 MiB targets, 256 rotations, 16 roles. */
    public static final UpdateLimits DEFAULT = new UpdateLimits(256 << 10, 16 << 10, 512 << 10, 4 << 20, 256, 16);

    public UpdateLimits {
        int most = JsonLimits.METADATA.maxBytes();
        requireWithin("rootBytes", rootBytes, most);
        requireWithin("timestampBytes", timestampBytes, most);
        requireWithin("snapshotBytes", snapshotBytes, most);
        requireWithin("targetsBytes", targetsBytes, most);
        requireWithin("rootRotations", rootRotations, 1024);
        requireWithin("roles", roles, 64);
    }

    private static void requireWithin(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + ": expected 1 to " + most + ", found " + value);
        }
    }
}
