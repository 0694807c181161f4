package io.slipway.artifact.repository;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.slipway.artifact.signing.OnlineKeys;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.publication.RepositoryContents;
import io.slipway.metadata.publication.Revision;
import io.slipway.metadata.publication.RevisionSigner;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Role;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.PayloadTarget;

/** What this service signs by itself, and when it has to do so again: when two thirds of a signature's life are over. */
public final class OnlineSigning {

    private final Lives lives;
    private final Clock clock;

    public OnlineSigning(Lives lives, Clock clock) {
        this.lives = lives;
        this.clock = clock;
    }

    /**
     * How long signatures are valid.
     *
     * @param timestamp of timestamp metadata
     * @param snapshot of snapshot metadata
     * @param payloads of the metadata of payloads
     */
    public record Lives(Duration timestamp, Duration snapshot, Duration payloads) {

        private static final Duration LEAST = Duration.ofSeconds(3);

        public Lives {
            if (Stream.of(timestamp, snapshot, payloads).anyMatch(life -> life.compareTo(LEAST) < 0)) {
                throw new IllegalArgumentException("metadata: expected lives of at least " + LEAST);
            }
        }
    }

    /** The first state of a repository, with no payloads. */
    Amendment first(SignedRole<Root> root, SignedRole<Targets> targets, OnlineKeys keys) {
        SignedRole<Targets> payloads = signedPayloads(Targets.first(expiry(lives.payloads()), List.of()), keys);
        Revision first =
                signer(keys).first(new RepositoryContents(root, targets, Map.of(PayloadTarget.ROLE, payloads)));
        return new Amendment(first, first.files(), renewAt(first), Set.of(), Set.of());
    }

    /** The next state, with other offline-signed contents. Payloads are signed anew if another key than the present one has signed them. */
    Amendment next(Revision current, RepositoryContents contents, OnlineKeys keys) {
        SignedRole<Targets> payloads = payloads(contents);
        RepositoryContents own = isSigned(payloads, keys.payloads())
                ? contents
                : contents.withDelegated(
                        signedPayloads(payloads.role().with(List.of(), expiry(lives.payloads())), keys));
        return amendment(current, signer(keys).next(current, own));
    }

    private static boolean isSigned(SignedRole<Targets> role, SigningKey key) {
        return role.metadata().signatures().stream()
                .anyMatch(signature ->
                        signature.keyId().equals(key.verificationKey().id()));
    }

    /** The next state, with these payloads added. */
    Amendment withPayloads(Revision current, Collection<Target> added, OnlineKeys keys) {
        Targets payloads = payloads(current).role().with(added, expiry(lives.payloads()));
        return next(current, current.contents().withDelegated(signedPayloads(payloads, keys)), keys);
    }

    /** The next state, in which what is due has been signed again. */
    Amendment renewed(Revision current, OnlineKeys keys) {
        if (isDue(payloads(current).role(), lives.payloads())) {
            return withPayloads(current, List.of(), keys);
        }
        if (isDue(current.snapshot().role(), lives.snapshot())) {
            return next(current, current.contents(), keys);
        }
        return amendment(current, signer(keys).refreshed(current));
    }

    /** Whether anything has to be signed again. */
    boolean isDue(Revision current) {
        return !renewAt(current).isAfter(clock.instant());
    }

    private Amendment amendment(Revision current, Revision next) {
        return new Amendment(next, next.filesSince(current), renewAt(next), Set.of(), Set.of());
    }

    private Instant renewAt(Revision revision) {
        return Stream.of(
                        dueAt(payloads(revision).role(), lives.payloads()),
                        dueAt(revision.snapshot().role(), lives.snapshot()),
                        dueAt(revision.timestamp().role(), lives.timestamp()))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private boolean isDue(Role role, Duration life) {
        return !dueAt(role, life).isAfter(clock.instant());
    }

    private static Instant dueAt(Role role, Duration life) {
        return role.expires().minus(life.dividedBy(3));
    }

    private static SignedRole<Targets> payloads(Revision revision) {
        return payloads(revision.contents());
    }

    private static SignedRole<Targets> payloads(RepositoryContents contents) {
        SignedRole<Targets> payloads = contents.delegated().get(PayloadTarget.ROLE);
        if (payloads == null) {
            throw new IllegalStateException("a repository always has payloads metadata");
        }
        return payloads;
    }

    private static SignedRole<Targets> signedPayloads(Targets payloads, OnlineKeys keys) {
        return SignedRole.sign(PayloadTarget.ROLE, payloads, List.of(keys.payloads()));
    }

    private Instant expiry(Duration life) {
        return clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
    }

    private RevisionSigner signer(OnlineKeys keys) {
        return new RevisionSigner(
                List.of(keys.snapshot()), List.of(keys.timestamp()), lives.snapshot(), lives.timestamp(), clock);
    }
}
