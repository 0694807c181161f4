package io.slipway.metadata.role;

import java.util.List;
import java.util.Map;

import io.slipway.metadata.canonical.JsonArray;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.key.KeyId;
import io.slipway.metadata.key.VerificationKey;

/**
 * Trust that targets metadata hands on: another role may speak for some targets (DELEGATIONS of TUF 1.0 section 4.5). Delegation by hash prefix is
 * not supported and is refused.
 *
 * @param role the delegated role, none of the four top-level ones
 * @param authority who may sign it
 * @param paths which targets it may speak for, 1 to 64 patterns; copied
 * @param terminating whether the search ends with this role for the targets that it covers
 */
public record Delegation(RoleName role, Authority authority, List<PathPattern> paths, boolean terminating) {

    private static final int MAX_PATHS = 64;

    public Delegation {
        paths = List.copyOf(paths);
        if (role.isTopLevel()) {
            throw new IllegalArgumentException("delegation: expected a name of its own, found " + role);
        }
        if (paths.isEmpty() || paths.size() > MAX_PATHS) {
            throw new IllegalArgumentException("paths: expected 1 to " + MAX_PATHS + ", found " + paths.size());
        }
    }

    /** Whether the role may speak for the target. */
    public boolean covers(TargetPath path) {
        return paths.stream().anyMatch(pattern -> pattern.matches(path));
    }

    static Delegation read(JsonObject json, Map<KeyId, VerificationKey> keys) {
        return new Delegation(
                new RoleName(json.string("name")),
                Authority.read(json, keys),
                json.array("paths").strings().stream().map(PathPattern::new).toList(),
                json.findBool("terminating").orElse(false));
    }

    JsonObject toJson() {
        return authority
                .write(JsonObject.builder().put("name", role.value()))
                .put(
                        "paths",
                        JsonArray.ofStrings(
                                paths.stream().map(PathPattern::value).toList()))
                .put("terminating", terminating)
                .build();
    }
}
