package io.slipway.standalone.operator.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.trust.TrustedRepository;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.operator.Ceremony;
import io.slipway.standalone.operator.VerifiedRepository;
import io.slipway.standalone.signing.NextMetadata;
import io.slipway.standalone.signing.OfflineKeys;

/**
 * Signs the next root and targets where one person holds both keys: to make them last longer, to replace a key, to name new online keys. Every step may be repeated
 * after a failure.
 */
public final class RenewRepository {

    private final ArtifactApi artifacts;
    private final SubmitCeremony submit;
    private final VerifiedRepository repository;
    private final NextMetadata next;

    /** @param trusted folder of the metadata that was verified last */
    public RenewRepository(ServiceClient client, Path trusted, Clock clock) {
        this.artifacts = new ArtifactApi(client);
        this.submit = new SubmitCeremony(client);
        this.repository = new VerifiedRepository(artifacts, trusted, clock);
        this.next = new NextMetadata(clock);
    }

    /** Root and targets with the same offline keys and the present online keys, valid for their whole life from now on. */
    public void renew(OfflineKeys keys) throws IOException {
        sign(Optional.empty(), Optional.empty(), true, List.of(keys.root(), keys.targets()));
    }

    /** Replaces the root key; does nothing if the successor is the root key already. */
    public void rotateRoot(SigningKey old, SigningKey successor) throws IOException {
        Authority authority = Authority.of(successor.verificationKey());
        if (!repository.currentEvenIfExpired().root().authority(RoleName.ROOT).equals(authority)) {
            sign(Optional.of(authority), Optional.empty(), false, List.of(old, successor));
        }
    }

    /** Replaces the targets key; does nothing if the successor is the targets key already. */
    public void rotateTargets(OfflineKeys keys, SigningKey successor) throws IOException {
        Authority authority = Authority.of(successor.verificationKey());
        if (!repository
                .currentEvenIfExpired()
                .root()
                .authority(RoleName.TARGETS)
                .equals(authority)) {
            sign(Optional.empty(), Optional.of(authority), true, List.of(keys.root(), keys.targets(), successor));
        }
    }

    private void sign(Optional<Authority> root, Optional<Authority> targets, boolean withTargets, List<SigningKey> keys)
            throws IOException {
        TrustedRepository current = repository.currentEvenIfExpired();
        var online = artifacts.onlineKeys();
        var nextRoot =
                SignedRole.sign(RoleName.ROOT, next.root(current.root(), root, targets, online), List.<SigningKey>of());
        var nextTargets =
                SignedRole.sign(RoleName.TARGETS, next.targets(current.targets(), online), List.<SigningKey>of());
        Ceremony ceremony = new Ceremony(
                Optional.of(new Ceremony.Present(current.root(), current.targets())),
                Optional.of(nextRoot),
                withTargets ? Optional.of(nextTargets) : Optional.empty());
        for (SigningKey key : keys) {
            ceremony = ceremony.signedBy(key);
        }
        List<String> missing = ceremony.missing(new BouncyCastleVerifier());
        if (!missing.isEmpty()) {
            throw new StandaloneException("Nothing was submitted: " + String.join(" ", missing)
                    + " Where several people hold keys, ./slipway ceremony collects their signatures.");
        }
        submit.submit(ceremony);
    }
}
