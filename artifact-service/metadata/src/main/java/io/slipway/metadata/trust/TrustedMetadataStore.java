package io.slipway.metadata.trust;

import java.io.IOException;
import java.util.Optional;

import io.slipway.metadata.role.RoleName;

/**
 * Keeps the metadata that a device trusts, one file per role, over restarts and power cuts. It is the memory that makes rollback attacks visible, so
 * only the workflow and provisioning may write to it. Used by one update at a time.
 */
public interface TrustedMetadataStore {

    /** The file of a role, empty if there is none. */
    Optional<byte[]> load(RoleName role) throws IOException;

    /** Replaces the file of a role: after a power cut at any instant the old or the new one is there, and after the return the new one. */
    void save(RoleName role, byte[] file) throws IOException;

    /** Removes the file of a role for good; does nothing if there is none. */
    void delete(RoleName role) throws IOException;

    /**
     * Gives a new device the root it is to trust from now on (TUF 5.2); does nothing on a device that has one, whose root may be newer.
     *
     * @param root the root file that came with the device's software or from its enrolment
     */
    default void provision(byte[] root) throws IOException {
        if (load(RoleName.ROOT).isEmpty()) {
            save(RoleName.ROOT, root);
        }
    }
}
