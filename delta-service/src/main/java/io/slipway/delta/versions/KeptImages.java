package io.slipway.delta.versions;

import io.slipway.delta.versions.StoredVersions.Counts;

/** Hears how many images are warm and cold, after each look. */
public interface KeptImages {

    /** So many there are of all tenants. */
    void counted(Counts counts);
}
