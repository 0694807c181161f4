package io.slipway.standalone.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.metadata.key.KeyId;
import io.slipway.metadata.key.SignatureVerifier;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.VerificationKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Targets;
import io.slipway.standalone.StandaloneException;

/**
 * Metadata of the offline roles that waits for signatures, beside what stands now. A new root needs a threshold of the present root keys and of its own (TUF 1.0
 * section 6.1); new targets need the targets keys of the present root and, if a new root waits too, of that one.
 *
 * @param present what was verified last; empty before the first root
 * @param root the next root, if one is to be signed
 * @param targets the next targets, if they are to be signed
 */
public record Ceremony(
        Optional<Present> present, Optional<SignedRole<Root>> root, Optional<SignedRole<Targets>> targets) {

    /** What stands now. */
    public record Present(Root root, Targets targets) {}

    /**
     * The same with this key's signature on everything that it has a say in.
     *
     * @throws StandaloneException if that is nothing
     */
    public Ceremony signedBy(SigningKey key) {
        KeyId id = key.verificationKey().id();
        boolean signsRoot = root.isPresent() && knows(authorities(RoleName.ROOT), id);
        boolean signsTargets = targets.isPresent() && knows(authorities(RoleName.TARGETS), id);
        if (!signsRoot && !signsTargets) {
            throw new StandaloneException("The key " + id + " has no say in what is to be signed here.");
        }
        return new Ceremony(
                present,
                root.map(role -> signsRoot ? role.signedBy(key) : role),
                targets.map(role -> signsTargets ? role.signedBy(key) : role));
    }

    /** One sentence per group of keys of which signatures are missing; empty if everything is signed. */
    public List<String> missing(SignatureVerifier verifier) {
        List<String> missing = new ArrayList<>();
        root.ifPresent(
                role -> authorities(RoleName.ROOT).forEach((keys, authority) -> missing(role, keys, authority, verifier)
                        .ifPresent(missing::add)));
        targets.ifPresent(role -> authorities(RoleName.TARGETS)
                .forEach((keys, authority) ->
                        missing(role, keys, authority, verifier).ifPresent(missing::add)));
        return List.copyOf(missing);
    }

    private static Optional<String> missing(
            SignedRole<?> role, String keys, Authority authority, SignatureVerifier verifier) {
        long valid = role.metadata().signatures().stream()
                .filter(signature -> {
                    VerificationKey key = authority.keys().get(signature.keyId());
                    return key != null && verifier.verifies(key, role.metadata().signedBytes(), signature.bytes());
                })
                .count();
        return valid >= authority.threshold()
                ? Optional.empty()
                : Optional.of("%s has %d of %d signatures of the %s keys."
                        .formatted(role.name().fileName(), valid, authority.threshold(), keys));
    }

    private static boolean knows(Map<String, Authority> authorities, KeyId id) {
        return authorities.values().stream()
                .anyMatch(authority -> authority.keys().containsKey(id));
    }

    /** Who has to sign a role, by what they are called. */
    private Map<String, Authority> authorities(RoleName role) {
        Map<String, Authority> authorities = new LinkedHashMap<>();
        present.map(now -> now.root().authority(role)).ifPresent(now -> authorities.put("present " + role, now));
        root.map(next -> next.role().authority(role))
                .filter(next -> !authorities.containsValue(next))
                .ifPresent(next -> authorities.put("new " + role, next));
        return authorities;
    }
}
