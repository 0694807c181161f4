package io.slipway.delta.generation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeltaPlanTest {

    private static final Image TARGET = image("target");
    private static final Image ONE = image("one");
    private static final Image TWO = image("two");
    private static final Image THREE = image("three");

    @Test
    void takes_what_most_devices_run_first() {
        assertThat(DeltaPlan.additions(TARGET, List.of(TWO, THREE, ONE), Set.of(), 2))
                .containsExactly(TWO, THREE);
    }

    @Test
    void devices_that_run_the_image_already_need_no_delta() {
        assertThat(DeltaPlan.additions(TARGET, List.of(TARGET, ONE), Set.of(), 1))
                .containsExactly(ONE);
    }

    @Test
    void what_is_planned_already_counts_and_is_not_planned_again() {
        assertThat(DeltaPlan.additions(TARGET, List.of(ONE, TWO, THREE), Set.of(ONE.sha256()), 2))
                .containsExactly(TWO);
    }

    @Test
    void none_are_added_beyond_the_most() {
        Set<Sha256> planned = Set.of(ONE.sha256(), TWO.sha256());

        assertThat(DeltaPlan.additions(TARGET, List.of(THREE), planned, 2)).isEmpty();
        assertThat(DeltaPlan.additions(TARGET, List.of(THREE), planned, 1)).isEmpty();
        assertThat(DeltaPlan.additions(TARGET, List.of(THREE), Set.of(), 0)).isEmpty();
    }

    @Test
    void a_delta_leads_from_one_image_of_a_tenant_to_another_of_the_same() {
        Image foreign = new Image("other", ONE.sha256(), 10);

        assertThat(new Way.Delta(ONE, TARGET).key()).isEqualTo(TARGET.key() + "/from-" + ONE.sha256());
        assertThatThrownBy(() -> new Way.Delta(TARGET, TARGET)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Way.Delta(foreign, TARGET)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Image image(String name) {
        return new Image("default", Sha256.ofContent(name.getBytes(StandardCharsets.UTF_8)), 10);
    }
}
