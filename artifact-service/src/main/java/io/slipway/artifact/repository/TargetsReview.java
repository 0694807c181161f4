package io.slipway.artifact.repository;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.slipway.artifact.release.Release;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.ImageTarget;

/**
 * Compares submitted targets metadata with what stands now: new targets must be exactly the images of drafts, old ones stay as they are, and only those of
 * withdrawn releases may go.
 */
final class TargetsReview {

    private final Map<TargetPath, Target> before;
    private final Map<TargetPath, Target> after;

    TargetsReview(Map<TargetPath, Target> before, Targets after) {
        this.before = before;
        this.after = after.targets();
    }

    /** The releases that the difference is about. */
    Set<UUID> concerned() {
        Stream<Target> added = after.values().stream().filter(t -> !before.containsKey(t.path()));
        Stream<Target> dropped = before.values().stream().filter(t -> !after.containsKey(t.path()));
        return Stream.concat(added, dropped)
                .map(target -> ImageTarget.read(target).releaseId())
                .collect(Collectors.toSet());
    }

    /**
     * The drafts that the metadata signs.
     *
     * @param releases those of {@link #concerned()} that the tenant has
     * @throws RepositoryRefusedException if a target may not come, go or change
     */
    Set<UUID> signed(List<Release> releases) {
        Map<UUID, Release> byId =
                releases.stream().collect(Collectors.toMap(r -> r.content().id(), r -> r));
        before.values().forEach(target -> checkOld(target, byId));
        Set<Release.Draft> signed = new HashSet<>();
        for (Target target : after.values()) {
            if (!before.containsKey(target.path())) {
                signed.add(checkNew(ImageTarget.read(target), byId));
            }
        }
        signed.forEach(this::checkComplete);
        return signed.stream().map(draft -> draft.content().id()).collect(Collectors.toSet());
    }

    private void checkOld(Target target, Map<UUID, Release> releases) {
        Target now = after.get(target.path());
        if (now == null) {
            Release release = releases.get(ImageTarget.read(target).releaseId());
            if (!(release instanceof Release.Withdrawn)) {
                throw new RepositoryRefusedException(new RepositoryRefusal.TargetDropped(target.path()));
            }
        } else if (!now.equals(target)) {
            throw new RepositoryRefusedException(new RepositoryRefusal.TargetChanged(target.path()));
        }
    }

    private static Release.Draft checkNew(ImageTarget image, Map<UUID, Release> releases) {
        UUID id = image.releaseId();
        if (!(releases.get(id) instanceof Release.Draft draft)) {
            throw new RepositoryRefusedException(new RepositoryRefusal.NoDraft(image.path(), id));
        }
        boolean known = draft.content().images().stream().anyMatch(i -> isSame(i, image));
        if (!known) {
            throw new RepositoryRefusedException(new RepositoryRefusal.NoImageOfRelease(image.path(), id));
        }
        return draft;
    }

    private void checkComplete(Release.Draft release) {
        Set<TargetPath> missing = release.content().images().stream()
                .map(ImageTarget::path)
                .filter(path -> !after.containsKey(path))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!missing.isEmpty()) {
            throw new RepositoryRefusedException(
                    new RepositoryRefusal.ReleaseIncomplete(release.content().id(), missing));
        }
    }

    private static boolean isSame(ImageTarget left, ImageTarget right) {
        return left.path().equals(right.path())
                && left.content().equals(right.content())
                && left.format().equals(right.format())
                && Set.copyOf(left.deviceTypes()).equals(Set.copyOf(right.deviceTypes()));
    }
}
