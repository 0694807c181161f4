package io.slipway.events;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InOrderOfKeysTest {

    private record Item(int key, int position) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void each_key_is_once_in_a_layer_and_keeps_its_order(long seed) {
        // Given
        Random random = new Random(seed);
        List<Item> items = IntStream.range(0, 300)
                .mapToObj(n -> new Item(random.nextInt(1 + (int) seed * 5), n))
                .toList();

        // When
        List<List<Item>> layers = InOrderOfKeys.layers(items, Item::key);

        // Then
        assertThat(layers)
                .allSatisfy(layer ->
                        assertThat(layer).isNotEmpty().extracting(Item::key).doesNotHaveDuplicates());
        List<Item> sent = layers.stream().flatMap(List::stream).toList();
        assertThat(sent).containsExactlyInAnyOrderElementsOf(items);
        assertThat(items.stream().map(Item::key).distinct()).allSatisfy(key -> assertThat(
                        sent.stream().filter(i -> i.key() == key).map(Item::position))
                .isSorted());
    }
}
