package io.slipway.metadata.role;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.slipway.metadata.canonical.JsonArray;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.key.KeyId;
import io.slipway.metadata.key.SignatureVerifier;
import io.slipway.metadata.key.VerificationKey;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;

/**
 * Who may sign a role: some keys, of which a threshold must agree.
 *
 * @param keys 1 to 32 keys by their id, in the order of writing; copied
 * @param threshold how many different keys must sign, at least 1 and at most all
 */
public record Authority(Map<KeyId, VerificationKey> keys, int threshold) {

    private static final int MAX_KEYS = 32;

    public Authority {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        if (keys.isEmpty() || keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException("keys of a role: expected 1 to " + MAX_KEYS + ", found " + keys.size());
        }
        if (threshold < 1 || threshold > keys.size()) {
            throw new IllegalArgumentException("threshold: expected 1 to " + keys.size() + ", found " + threshold);
        }
    }

    /** A threshold of these keys. */
    public static Authority of(int threshold, Collection<VerificationKey> keys) {
        Map<KeyId, VerificationKey> byId = new LinkedHashMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        return new Authority(byId, threshold);
    }

    /** One key alone. */
    public static Authority of(VerificationKey key) {
        return of(1, List.of(key));
    }

    /**
     * Checks that enough of the keys signed the metadata ("check for an arbitrary software attack", TUF 1.0 steps 5.3.4, 5.4.2, 5.5.3, 5.6.3).
     * Signatures by other keys are allowed and count nothing.
     *
     * @param file named in the refusal
     * @throws MetadataRefusedException if fewer keys than the threshold signed
     */
    public void verify(String file, SignedMetadata metadata, SignatureVerifier verifier) {
        byte[] message = metadata.signedBytes();
        Set<String> invalid = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        int valid = 0;
        for (Signature signature : metadata.signatures()) {
            found.add(signature.keyId().hex());
            VerificationKey key = keys.get(signature.keyId());
            if (key == null) {
                continue;
            }
            if (verifier.verifies(key, message, signature.bytes())) {
                valid++;
            } else {
                invalid.add(signature.keyId().hex());
            }
        }
        if (valid < threshold) {
            throw new MetadataRefusedException(reason(file, valid, invalid, found));
        }
    }

    private Refusal reason(String file, int valid, Set<String> invalid, Set<String> found) {
        if (!invalid.isEmpty()) {
            return new Refusal.InvalidSignatures(file, threshold, valid, invalid);
        }
        if (valid == 0 && !found.isEmpty()) {
            Set<String> authorized = keys.keySet().stream().map(KeyId::hex).collect(Collectors.toSet());
            return new Refusal.UnknownKeys(file, authorized, found);
        }
        return new Refusal.InsufficientSignatures(file, threshold, valid);
    }

    /** The object of keys by id, for several authorities that share one. */
    static JsonObject keysJson(Collection<Authority> authorities) {
        Map<KeyId, VerificationKey> all = new LinkedHashMap<>();
        authorities.forEach(authority -> all.putAll(authority.keys));
        var json = JsonObject.builder();
        all.forEach((id, key) -> json.put(id.hex(), key.document()));
        return json.build();
    }

    /** Reads the object of keys by id; every id must be its key's. */
    static Map<KeyId, VerificationKey> readKeys(JsonObject json) {
        Map<KeyId, VerificationKey> keys = new LinkedHashMap<>();
        for (String hex : json.members().keySet()) {
            KeyId id = KeyId.of(hex);
            keys.put(id, new VerificationKey(json.object(hex), id));
        }
        return keys;
    }

    /** Adds {@code keyids} and {@code threshold}. */
    JsonObject.Builder write(JsonObject.Builder json) {
        return json.put(
                        "keyids",
                        JsonArray.ofStrings(
                                keys.keySet().stream().map(KeyId::hex).toList()))
                .put("threshold", threshold);
    }

    /** Reads {@code keyids} and {@code threshold}; every id must be among the keys and stand once. */
    static Authority read(JsonObject json, Map<KeyId, VerificationKey> known) {
        Map<KeyId, VerificationKey> keys = new LinkedHashMap<>();
        for (String hex : json.array("keyids").strings()) {
            KeyId id = KeyId.of(hex);
            VerificationKey key = known.get(id);
            if (key == null) {
                throw new IllegalArgumentException("keyids: expected ids of listed keys, found " + id);
            }
            if (keys.put(id, key) != null) {
                throw new IllegalArgumentException("keyids: expected each id once, found " + id + " again");
            }
        }
        return new Authority(keys, Math.clamp(json.integer("threshold"), 0, Integer.MAX_VALUE));
    }
}
