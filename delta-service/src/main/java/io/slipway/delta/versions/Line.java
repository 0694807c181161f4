package io.slipway.delta.versions;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.slipway.delta.generation.Image;

/**
 * The versions of one component under one release name, in any order.
 *
 * @param versions copied
 */
public record Line(List<Version> versions) {

    private static final Comparator<Version> BY_AGE = Comparator.comparing(Version::publishedAt);

    /** Copies the versions. */
    public Line {
        versions = List.copyOf(versions);
    }

    /** Whether no version that is not withdrawn is newer than the image's. */
    boolean isNewest(Image image) {
        return versions.stream()
                .filter(version -> !version.isWithdrawn())
                .max(BY_AGE)
                .filter(newest -> versions.stream()
                        .anyMatch(version -> isOf(version, image)
                                && !version.isWithdrawn()
                                && version.publishedAt().equals(newest.publishedAt())))
                .isPresent();
    }

    /** The next newer version that is not withdrawn and can be made again. */
    Optional<Version> nextNewer(Image image) {
        Optional<Instant> age = newestOf(image, false).or(() -> newestOf(image, true));
        return age.flatMap(own -> versions.stream()
                .filter(version -> version.publishedAt().isAfter(own))
                .filter(version -> version.isKept() && !version.isWithdrawn())
                .min(BY_AGE));
    }

    /** When the image was published last; an image may come back. */
    private Optional<Instant> newestOf(Image image, boolean withdrawn) {
        return versions.stream()
                .filter(version -> isOf(version, image) && version.isWithdrawn() == withdrawn)
                .map(Version::publishedAt)
                .max(Comparator.naturalOrder());
    }

    private static boolean isOf(Version version, Image image) {
        return version.image().sha256().equals(image.sha256());
    }
}
