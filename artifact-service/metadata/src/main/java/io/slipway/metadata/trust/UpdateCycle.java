package io.slipway.metadata.trust;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;

import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.SignatureVerifier;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.MetadataFile;
import io.slipway.metadata.role.Role;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.SignedMetadata;

/** What every step of one update shares: bounded fetching, the checks that recur, and the fixed time of its start (TUF 5.1). */
final class UpdateCycle {

    private final MetadataFetcher fetcher;
    private final TrustedMetadataStore store;
    private final SignatureVerifier verifier;
    private final UpdateLimits limits;
    private final Instant start;

    UpdateCycle(
            MetadataFetcher fetcher,
            TrustedMetadataStore store,
            SignatureVerifier verifier,
            UpdateLimits limits,
            Instant start) {
        this.fetcher = fetcher;
        this.store = store;
        this.verifier = verifier;
        this.limits = limits;
        this.start = start;
    }

    UpdateLimits limits() {
        return limits;
    }

    /** The file, empty if the repository has none; never reads more than one byte beyond the limit. */
    Optional<byte[]> find(String file, int limit) throws IOException {
        Optional<InputStream> opened = fetcher.open(file, limit);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream content = opened.get()) {
            byte[] bytes = content.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new MetadataRefusedException(new Refusal.TooLarge(file, limit));
            }
            return Optional.of(bytes);
        }
    }

    /** The file, which the repository must have. */
    byte[] fetch(String file, int limit) throws IOException {
        return find(file, limit).orElseThrow(() -> new MetadataRefusedException(new Refusal.Missing(file)));
    }

    /**
     * The role's file as the role above lists it: the trusted copy if it is the one, else fetched. The length is checked while fetching and the
     * digest before anything is parsed (TUF 5.5.2, 5.6.2).
     */
    byte[] storedOrFetched(RoleName role, String file, MetadataFile listed, int limit) throws IOException {
        Optional<byte[]> stored = store.load(role).filter(listed::matches);
        if (stored.isPresent()) {
            return stored.get();
        }
        if (listed.length() > limit) {
            throw new MetadataRefusedException(new Refusal.TooLarge(file, limit));
        }
        byte[] bytes = fetch(file, (int) listed.length());
        if (bytes.length != listed.length()) {
            throw new MetadataRefusedException(new Refusal.LengthMismatch(file, listed.length(), bytes.length));
        }
        Sha256 digest = Sha256.of(bytes);
        if (!digest.equals(listed.sha256())) {
            throw new MetadataRefusedException(new Refusal.DigestMismatch(file, listed.sha256(), digest));
        }
        return bytes;
    }

    /** The role that the bytes say, after its signatures were found to be enough. */
    <R extends Role> R verified(
            String file, byte[] bytes, Authority authority, BiFunction<String, JsonObject, R> reader) {
        SignedMetadata metadata = SignedMetadata.read(file, bytes);
        authority.verify(file, metadata, verifier);
        return reader.apply(file, metadata.signed());
    }

    /** The trusted copy of a role, empty if there is none that the present root's keys still vouch for. */
    <R extends Role> Optional<R> trusted(RoleName role, Authority authority, BiFunction<String, JsonObject, R> reader)
            throws IOException {
        Optional<byte[]> stored = store.load(role);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(verified(role.fileName(), stored.get(), authority, reader));
        } catch (MetadataRefusedException e) {
            // Damaged on the device, or signed by keys that were since withdrawn: as good as absent, the repository has
            // to give a good one.
            return Optional.empty();
        }
    }

    /** Persists what is now trusted; storage is spared where it is there already. */
    void keep(RoleName role, byte[] file) throws IOException {
        boolean kept =
                store.load(role).filter(stored -> Arrays.equals(stored, file)).isPresent();
        if (!kept) {
            store.save(role, file);
        }
    }

    void requireVersion(String file, long expected, Role role) {
        if (role.version() != expected) {
            throw new MetadataRefusedException(new Refusal.WrongVersion(file, expected, role.version()));
        }
    }

    /** Checks for a freeze attack (TUF 5.3.10, 5.4.4, 5.5.6, 5.6.5). */
    void requireFresh(String file, Role role) {
        if (!role.expires().isAfter(start)) {
            throw new MetadataRefusedException(new Refusal.Expired(file, role.expires(), start));
        }
    }
}
