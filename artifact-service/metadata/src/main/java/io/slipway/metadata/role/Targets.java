package io.slipway.metadata.role;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.slipway.metadata.canonical.JsonArray;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonValue;
import io.slipway.metadata.key.KeyId;
import io.slipway.metadata.key.VerificationKey;

/**
 * Targets metadata, of the top-level role or of a delegated one: what the targets' content must be, and who else may speak for some (TUF 1.0 section
 * 4.5).
 *
 * @param version rises with every change
 * @param expires whole seconds
 * @param targets by path; copied
 * @param delegations in the order of priority, each role once; copied
 */
public record Targets(long version, Instant expires, Map<TargetPath, Target> targets, List<Delegation> delegations)
        implements Role {

    private static final int MAX_DELEGATIONS = 64;

    public Targets {
        RoleDocument.requireVersion(version);
        RoleDocument.requireWholeSeconds(expires);
        targets = Collections.unmodifiableMap(new TreeMap<>(targets));
        delegations = List.copyOf(delegations);
        targets.forEach((path, target) -> {
            if (!path.equals(target.path())) {
                throw new IllegalArgumentException("targets: expected " + path + ", found " + target.path());
            }
        });
        if (delegations.size() > MAX_DELEGATIONS) {
            throw new IllegalArgumentException(
                    "delegations: expected at most " + MAX_DELEGATIONS + ", found " + delegations.size());
        }
        Set<RoleName> names = new HashSet<>();
        for (Delegation delegation : delegations) {
            if (!names.add(delegation.role())) {
                throw new IllegalArgumentException(
                        "delegations: expected each role once, found " + delegation.role() + " again");
            }
        }
    }

    /** The first targets metadata of a role, without targets. */
    public static Targets first(Instant expires, List<Delegation> delegations) {
        return new Targets(1, expires, Map.of(), delegations);
    }

    /** The next version with these targets added; one of the same path is replaced. */
    public Targets with(Collection<Target> added, Instant newExpires) {
        Map<TargetPath, Target> changed = new TreeMap<>(targets);
        added.forEach(target -> changed.put(target.path(), target));
        return new Targets(version + 1, newExpires, changed, delegations);
    }

    /** The next version without these targets; paths that are not there are ignored. */
    public Targets without(Collection<TargetPath> removed, Instant newExpires) {
        Map<TargetPath, Target> changed = new TreeMap<>(targets);
        removed.forEach(changed::remove);
        return new Targets(version + 1, newExpires, changed, delegations);
    }

    /** The next version with other delegations. */
    public Targets delegating(List<Delegation> newDelegations, Instant newExpires) {
        return new Targets(version + 1, newExpires, targets, newDelegations);
    }

    /** The target of this name, empty if this role does not name it. */
    public Optional<Target> target(TargetPath path) {
        return Optional.ofNullable(targets.get(path));
    }

    /** The delegation to this role, empty if there is none. */
    public Optional<Delegation> delegation(RoleName role) {
        return delegations.stream().filter(d -> d.role().equals(role)).findFirst();
    }

    /**
     * Reads targets metadata.
     *
     * @throws io.slipway.metadata.refusal.MetadataRefusedException if it is none
     */
    public static Targets read(String file, JsonObject signed) {
        return RoleDocument.read(file, RoleName.TARGETS, signed, json -> {
            JsonObject listed = json.object("targets");
            Map<TargetPath, Target> targets = new TreeMap<>();
            for (String name : listed.members().keySet()) {
                TargetPath path = new TargetPath(name);
                targets.put(path, Target.read(path, listed.object(name)));
            }
            List<Delegation> delegations =
                    json.findObject("delegations").map(Targets::readDelegations).orElse(List.of());
            return new Targets(json.integer("version"), RoleDocument.expires(json), targets, delegations);
        });
    }

    private static List<Delegation> readDelegations(JsonObject json) {
        Map<KeyId, VerificationKey> keys = Authority.readKeys(json.object("keys"));
        return json.array("roles").objects().stream()
                .map(role -> Delegation.read(role, keys))
                .toList();
    }

    @Override
    public JsonObject toJson() {
        var listed = JsonObject.builder();
        targets.forEach((path, target) -> listed.put(path.value(), target.toJson()));
        var json = RoleDocument.begin(RoleName.TARGETS, this).put("targets", listed.build());
        if (!delegations.isEmpty()) {
            List<JsonValue> roles = new ArrayList<>();
            delegations.forEach(delegation -> roles.add(delegation.toJson()));
            List<Authority> authorities =
                    delegations.stream().map(Delegation::authority).toList();
            json.put(
                    "delegations",
                    JsonObject.builder()
                            .put("keys", Authority.keysJson(authorities))
                            .put("roles", new JsonArray(roles))
                            .build());
        }
        return json.build();
    }
}
