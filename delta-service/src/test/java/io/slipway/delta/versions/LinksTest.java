package io.slipway.delta.versions;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.delta.generation.Chain;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

class LinksTest {

    @Test
    void a_chain_grows_at_its_old_end_up_to_ten_links() {
        assertThat(chain(1, 10).permit(image(11), image(10))).isTrue();
        assertThat(chain(1, 11).permit(image(12), image(11))).isFalse();
    }

    @Test
    void a_chain_grows_at_its_new_end_up_to_ten_links() {
        assertThat(chain(1, 10).permit(image(1), image(0))).isTrue();
        assertThat(chain(1, 11).permit(image(1), image(0))).isFalse();
    }

    @Test
    void two_chains_are_joined_if_they_are_short_enough_together() {
        Map<Sha256, Sha256> both = new HashMap<>(chain(1, 5).bases());
        both.putAll(chain(11, 15).bases());
        assertThat(new Links(both).permit(image(11), image(5))).isTrue();

        both.putAll(chain(15, 17).bases());
        assertThat(new Links(both).permit(image(11), image(5))).isFalse();
    }

    @Test
    void no_chain_comes_back_to_where_it_was() {
        assertThat(chain(1, 4).permit(image(1), image(4))).isFalse();
        assertThat(chain(1, 4).permit(image(1), image(1))).isFalse();
    }

    @Test
    void another_chain_does_not_count() {
        assertThat(chain(1, 11).permit(image(50), image(51))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_is_permitted_every_image_can_be_made_by_ten_deltas_at_most(long seed) {
        // Given
        Random random = new Random(seed);
        Map<Sha256, Sha256> bases = new HashMap<>();

        // When images become cold, and warm again, in any order
        for (int i = 0; i < 2_000; i++) {
            Sha256 image = image(random.nextInt(40));
            Sha256 base = image(random.nextInt(40));
            if (random.nextInt(4) == 0) {
                bases.remove(image);
            } else if (!bases.containsKey(image) && new Links(bases).permit(image, base)) {
                bases.put(image, base);
            }
        }

        // Then
        assertThat(bases).hasSizeGreaterThan(20);
        for (Sha256 image : bases.keySet()) {
            Set<Sha256> seen = new HashSet<>();
            for (Sha256 at = image; at != null; at = bases.get(at)) {
                assertThat(seen.add(at)).isTrue();
            }
            assertThat(seen.size() - 1).isLessThanOrEqualTo(Chain.MOST_LINKS);
        }
    }

    /** Each image is kept by the one before, from the second on. */
    private static Links chain(int first, int last) {
        Map<Sha256, Sha256> bases = new HashMap<>();
        for (int i = first + 1; i <= last; i++) {
            bases.put(image(i), image(i - 1));
        }
        return new Links(bases);
    }

    private static Sha256 image(int number) {
        return Sha256.ofContent(new byte[] {(byte) number});
    }
}
