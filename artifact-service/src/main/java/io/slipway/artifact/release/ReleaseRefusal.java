package io.slipway.artifact.release;

import java.util.UUID;

import io.slipway.metadata.digest.Sha256;

/** Why a wish about a release is not granted. */
public sealed interface ReleaseRefusal {

    /** The wish itself is malformed. */
    record Malformed(String detail) implements ReleaseRefusal {}

    /** A component names an artifact that the tenant has not published. */
    record UnknownArtifact(String component, Sha256 digest) implements ReleaseRefusal {}

    /** The tenant has a release of this name and version. */
    record Duplicate(String name, String version) implements ReleaseRefusal {}

    /** The tenant has no such release. */
    record Unknown(UUID id) implements ReleaseRefusal {}
}
