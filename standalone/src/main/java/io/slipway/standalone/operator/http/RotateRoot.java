package io.slipway.standalone.operator.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.standalone.signing.SignMetadata;

/** Replaces the root key: signs the next root with the old and the new key and submits it. May be repeated after a failure. */
public final class RotateRoot {

    private final ArtifactApi artifacts;
    private final TrustedTargets repository;
    private final SignMetadata signing;

    /** @param trusted folder of the metadata that was verified last */
    public RotateRoot(ServiceClient client, Path trusted, Clock clock) {
        this.artifacts = new ArtifactApi(client);
        this.repository = new TrustedTargets(artifacts, trusted, clock);
        this.signing = new SignMetadata(clock);
    }

    /** Rotates; does nothing if the successor is the root key already. */
    public void rotate(SigningKey old, SigningKey successor) throws IOException {
        Root current = repository.current().root();
        boolean done = current.authority(RoleName.ROOT)
                .keys()
                .containsKey(successor.verificationKey().id());
        if (!done) {
            artifacts.submitRoot(signing.rotatedRoot(old, successor, current));
        }
    }
}
