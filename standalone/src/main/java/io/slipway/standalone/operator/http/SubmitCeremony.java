package io.slipway.standalone.operator.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Targets;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.operator.Ceremony;

/** Hands what was signed over to artifact-service, which checks it. May be repeated after a failure. */
public final class SubmitCeremony {

    private final ArtifactApi artifacts;

    public SubmitCeremony(ServiceClient client) {
        this.artifacts = new ArtifactApi(client);
    }

    /**
     * Begins the repository, or submits what it does not have yet. Targets go first: a root with other targets keys is accepted only when the targets are
     * signed by them already.
     *
     * @throws StandaloneException if the service refuses it
     */
    public void submit(Ceremony ceremony) throws IOException {
        if (!artifacts.isInitialised()) {
            artifacts.initialise(
                    ceremony.root().orElseThrow(() -> missing("root.json")),
                    ceremony.targets().orElseThrow(() -> missing("targets.json")));
            return;
        }
        Optional<SignedRole<Targets>> targets = ceremony.targets();
        if (targets.isPresent() && !isThere(targets.get())) {
            artifacts.submitTargets(targets.get());
        }
        Optional<SignedRole<Root>> root = ceremony.root();
        if (root.isPresent() && !isThere(root.get())) {
            artifacts.submitRoot(root.get());
        }
    }

    private boolean isThere(SignedRole<?> role) throws IOException {
        Optional<InputStream> opened = artifacts.open(role.fileName(), JsonLimits.METADATA.maxBytes());
        if (opened.isEmpty()) {
            return false;
        }
        try (InputStream in = opened.get()) {
            return Arrays.equals(in.readAllBytes(), role.bytes());
        }
    }

    private static StandaloneException missing(String file) {
        return new StandaloneException("The repository was not begun yet, and that needs " + file + " too.");
    }
}
