package io.slipway.standalone.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.Delegation;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.role.Targets;
import io.slipway.standalone.operator.Ceremony.Present;

/** What a ceremony is about, for the eyes of those who sign: everything that differs from what stands now. */
public final class CeremonyText {

    private CeremonyText() {}

    /** The lines, without indentation for what is to be signed and with for what it says. */
    public static List<String> of(Ceremony ceremony) {
        List<String> lines = new ArrayList<>();
        ceremony.root().ifPresent(root -> describe(root.role(), ceremony.present(), lines));
        ceremony.targets().ifPresent(targets -> describe(targets.role(), ceremony.present(), lines));
        return List.copyOf(lines);
    }

    private static void describe(Root root, Optional<Present> present, List<String> lines) {
        lines.add("root.json: root " + root.version() + ", valid until " + root.expires());
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP)) {
            describe(role, root.authority(role), present.map(now -> now.root().authority(role)), lines);
        }
    }

    private static void describe(Targets targets, Optional<Present> present, List<String> lines) {
        lines.add("targets.json: targets " + targets.version() + ", valid until " + targets.expires() + ", images: "
                + targets.targets().size());
        for (Delegation to : targets.delegations()) {
            Optional<Authority> before =
                    present.flatMap(now -> now.targets().delegation(to.role())).map(Delegation::authority);
            describe(to.role(), to.authority(), before, lines);
        }
        Map<TargetPath, Target> before =
                present.map(now -> now.targets().targets()).orElse(Map.of());
        targets.targets().forEach((path, target) -> {
            if (!target.equals(before.get(path))) {
                String what = before.containsKey(path) ? "CHANGED" : "NEW";
                lines.add("  %s image %s, %d bytes, SHA-256 %s"
                        .formatted(what, path, target.length(), target.sha256().hex()));
            }
        });
        before.keySet().stream()
                .filter(path -> targets.target(path).isEmpty())
                .forEach(path -> lines.add("  GONE image " + path));
    }

    private static void describe(RoleName role, Authority next, Optional<Authority> before, List<String> lines) {
        boolean changed = before.filter(now -> !now.equals(next)).isPresent();
        lines.add("  %s%s: %d of these keys sign".formatted(changed ? "NEW " : "", role, next.threshold()));
        next.keys().keySet().forEach(id -> lines.add("    " + id));
    }
}
