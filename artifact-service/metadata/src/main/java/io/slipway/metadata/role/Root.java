package io.slipway.metadata.role;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.key.KeyId;
import io.slipway.metadata.key.VerificationKey;

/**
 * Root metadata: who may sign the four top-level roles (TUF 1.0 section 4.3).
 *
 * @param version rises by one with every root
 * @param expires whole seconds
 * @param consistentSnapshot whether files but the timestamp carry their version in the name; Slipway's repositories always do
 * @param authorities exactly one for each of root, targets, snapshot and timestamp; copied
 */
public record Root(long version, Instant expires, boolean consistentSnapshot, Map<RoleName, Authority> authorities)
        implements Role {

    public Root {
        RoleDocument.requireVersion(version);
        RoleDocument.requireWholeSeconds(expires);
        authorities = Collections.unmodifiableMap(new TreeMap<>(authorities));
        boolean complete =
                authorities.size() == 4 && authorities.keySet().stream().allMatch(RoleName::isTopLevel);
        if (!complete) {
            throw new IllegalArgumentException(
                    "roles: expected root, snapshot, targets and timestamp, found " + authorities.keySet());
        }
    }

    /** The first root of a repository. */
    public static Root first(
            Instant expires, Authority root, Authority targets, Authority snapshot, Authority timestamp) {
        return new Root(
                1,
                expires,
                true,
                Map.of(
                        RoleName.ROOT, root,
                        RoleName.TARGETS, targets,
                        RoleName.SNAPSHOT, snapshot,
                        RoleName.TIMESTAMP, timestamp));
    }

    /** The next root with the same keys, valid for longer. A threshold of the root keys must sign it. */
    public Root renewed(Instant newExpires) {
        return new Root(version + 1, newExpires, consistentSnapshot, authorities);
    }

    /**
     * The next root with other keys for one role. A threshold of the present root keys and, if the role is root, a threshold of the new ones must
     * sign it (TUF 1.0 section 6.1).
     */
    public Root rotated(RoleName role, Authority authority, Instant newExpires) {
        Map<RoleName, Authority> changed = new TreeMap<>(authorities);
        changed.put(role, authority);
        return new Root(version + 1, newExpires, consistentSnapshot, changed);
    }

    /**
     * Who may sign a top-level role.
     *
     * @throws IllegalArgumentException if the role is a delegated one
     */
    public Authority authority(RoleName role) {
        Authority authority = authorities.get(role);
        if (authority == null) {
            throw new IllegalArgumentException("expected a top-level role, found " + role);
        }
        return authority;
    }

    /**
     * Reads root metadata.
     *
     * @throws io.slipway.metadata.refusal.MetadataRefusedException if it is none
     */
    public static Root read(String file, JsonObject signed) {
        return RoleDocument.read(file, RoleName.ROOT, signed, json -> {
            Map<KeyId, VerificationKey> keys = Authority.readKeys(json.object("keys"));
            JsonObject roles = json.object("roles");
            Map<RoleName, Authority> authorities = new TreeMap<>();
            for (String name : roles.members().keySet()) {
                authorities.put(new RoleName(name), Authority.read(roles.object(name), keys));
            }
            return new Root(
                    json.integer("version"),
                    RoleDocument.expires(json),
                    json.findBool("consistent_snapshot").orElse(false),
                    authorities);
        });
    }

    @Override
    public JsonObject toJson() {
        var roles = JsonObject.builder();
        authorities.forEach((name, authority) ->
                roles.put(name.value(), authority.write(JsonObject.builder()).build()));
        return RoleDocument.begin(RoleName.ROOT, this)
                .put("consistent_snapshot", consistentSnapshot)
                .put("keys", Authority.keysJson(authorities.values()))
                .put("roles", roles.build())
                .build();
    }
}
