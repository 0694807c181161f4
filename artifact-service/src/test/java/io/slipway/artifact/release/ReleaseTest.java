package io.slipway.artifact.release;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReleaseTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Component ROOTFS =
            new Component("rootfs", new Content(5, Sha256.of(new byte[5])), Component.RAW);

    private final Release.Draft draft = new Release.Draft(content("debian", List.of(ROOTFS)), NOW);

    @Test
    void others_hear_of_a_release_when_it_is_published() {
        Release.Transition published = draft.sign().publish(NOW);

        assertThat(published.next()).isInstanceOf(Release.Published.class);
        assertThat(published.event()).contains(new ReleaseEvent.ReleasePublished(draft.content(), NOW));
    }

    @Test
    void others_hear_of_a_withdrawal_only_if_they_heard_of_the_release() {
        assertThat(draft.withdraw("no", NOW).event()).isEmpty();
        assertThat(draft.sign().withdraw("no", NOW).event()).isEmpty();
        assertThat(draft.sign().publish(NOW).next().withdraw("no", NOW).event())
                .contains(new ReleaseEvent.ReleaseWithdrawn(draft.content(), "no", NOW));
    }

    @Test
    void a_withdrawn_release_stays_as_it_is() {
        Release withdrawn = draft.withdraw("first", NOW).next();

        Release.Transition again = withdrawn.withdraw("second", NOW.plusSeconds(1));

        assertThat(again.next()).isEqualTo(withdrawn);
        assertThat(again.event()).isEmpty();
    }

    @Test
    void names_one_image_for_each_component() {
        assertThat(draft.content().images()).singleElement().satisfies(image -> {
            assertThat(image.path().value()).isEqualTo("debian/2/rootfs");
            assertThat(image.content()).isEqualTo(ROOTFS.content());
            assertThat(image.releaseId()).isEqualTo(draft.content().id());
        });
    }

    @Test
    void refuses_names_that_make_no_target_path() {
        assertThatThrownBy(() -> content("payloads", List.of(ROOTFS))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> content("../x", List.of(ROOTFS))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> content("debian", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> content("debian", List.of(ROOTFS, ROOTFS)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_a_format_that_nobody_here_can_read() {
        assertThatThrownBy(() -> new Component("rootfs", ROOTFS.content(), "tape"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ReleaseContent content(String name, List<Component> components) {
        return new ReleaseContent(
                UUID.randomUUID(), new Tenant("default"), name, "2", List.of("virtual-board"), components);
    }
}
