package io.slipway.artifact.repository;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.slipway.artifact.release.Component;
import io.slipway.artifact.release.Release;
import io.slipway.artifact.release.ReleaseContent;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.ImageTarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TargetsReviewTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Tenant TENANT = new Tenant("default");

    private final Release.Draft one = draft("1", "rootfs", "boot");
    private final Release.Draft two = draft("2", "rootfs");

    @Test
    void signs_the_drafts_whose_images_are_all_named() {
        TargetsReview review = review(List.of(), targets(one, two));

        assertThat(review.concerned()).containsExactlyInAnyOrder(id(one), id(two));
        assertThat(review.signed(List.of(one, two))).containsExactlyInAnyOrder(id(one), id(two));
    }

    @Test
    void signs_nothing_where_nothing_is_new() {
        TargetsReview review = review(targets(one), targets(one));

        assertThat(review.concerned()).isEmpty();
        assertThat(review.signed(List.of())).isEmpty();
    }

    @Test
    void refuses_a_draft_of_which_an_image_is_missing() {
        List<Target> partial = targets(one).subList(0, 1);

        assertThat(refusal(List.of(), partial, one))
                .isEqualTo(new RepositoryRefusal.ReleaseIncomplete(
                        id(one), Set.of(targets(one).get(1).path())));
    }

    @Test
    void refuses_images_of_a_release_that_is_no_draft() {
        Release published = one.sign().publish(NOW).next();

        assertThat(refusal(List.of(), targets(one), published)).isInstanceOf(RepositoryRefusal.NoDraft.class);
        assertThat(refusal(List.of(), targets(one))).isInstanceOf(RepositoryRefusal.NoDraft.class);
    }

    @Test
    void refuses_an_image_that_differs_from_the_draft_in_anything() {
        ImageTarget image = two.content().images().getFirst();
        Content other = new Content(9, Sha256.of(new byte[9]));
        List<ImageTarget> differing = List.of(
                new ImageTarget(image.path(), other, image.releaseId(), image.deviceTypes(), "rootfs", "raw"),
                new ImageTarget(image.path(), image.content(), image.releaseId(), List.of("x"), "rootfs", "raw"),
                new ImageTarget(image.path(), image.content(), image.releaseId(), image.deviceTypes(), "rootfs", "zip"),
                new ImageTarget(
                        ImageTarget.pathOf("debian", "9", "rootfs"),
                        image.content(),
                        image.releaseId(),
                        image.deviceTypes(),
                        "rootfs",
                        "raw"));

        assertThat(differing).allSatisfy(different -> assertThat(refusal(List.of(), List.of(different.toTarget()), two))
                .isInstanceOf(RepositoryRefusal.NoImageOfRelease.class));
    }

    @Test
    void takes_device_types_in_any_order() {
        ImageTarget image = two.content().images().getFirst();
        ImageTarget turned = new ImageTarget(
                image.path(),
                image.content(),
                image.releaseId(),
                image.deviceTypes().reversed(),
                "rootfs",
                "raw");

        assertThat(review(List.of(), List.of(turned.toTarget())).signed(List.of(two)))
                .containsExactly(id(two));
    }

    @Test
    void lets_only_targets_of_withdrawn_releases_go() {
        Release withdrawn = one.withdraw("broken", NOW).next();

        assertThat(review(targets(one, two), targets(two)).signed(List.of(withdrawn)))
                .isEmpty();
        assertThat(refusal(targets(one, two), targets(two), one)).isInstanceOf(RepositoryRefusal.TargetDropped.class);
        assertThat(refusal(targets(one, two), targets(two))).isInstanceOf(RepositoryRefusal.TargetDropped.class);
    }

    @Test
    void refuses_a_target_that_has_changed() {
        Target before = targets(two).getFirst();
        Target after = new Target(before.path(), before.length() + 1, before.sha256(), before.custom());

        assertThat(refusal(List.of(before), List.of(after)))
                .isEqualTo(new RepositoryRefusal.TargetChanged(before.path()));
    }

    private static RepositoryRefusal refusal(List<Target> before, List<Target> after, Release... releases) {
        List<RepositoryRefusal> refusals = new ArrayList<>();
        assertThatThrownBy(() -> review(before, after).signed(List.of(releases)))
                .isInstanceOfSatisfying(RepositoryRefusedException.class, e -> refusals.add(e.refusal()));
        return refusals.getFirst();
    }

    private static TargetsReview review(List<Target> before, List<Target> after) {
        return new TargetsReview(byPath(before), new Targets(2, NOW, byPath(after), List.of()));
    }

    private static Map<TargetPath, Target> byPath(List<Target> targets) {
        return targets.stream().collect(Collectors.toMap(Target::path, t -> t));
    }

    private static List<Target> targets(Release... releases) {
        List<Target> targets = new ArrayList<>();
        for (Release release : releases) {
            release.content().images().forEach(image -> targets.add(image.toTarget()));
        }
        return targets;
    }

    private static UUID id(Release release) {
        return release.content().id();
    }

    private static Release.Draft draft(String version, String... components) {
        List<Component> parts = new ArrayList<>();
        for (String component : components) {
            byte[] image = (version + component).getBytes(StandardCharsets.US_ASCII);
            parts.add(new Component(component, new Content(image.length, Sha256.of(image)), "raw"));
        }
        return new Release.Draft(
                new ReleaseContent(UUID.randomUUID(), TENANT, "debian", version, List.of("board-a", "board-b"), parts),
                NOW);
    }
}
