package io.slipway.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Splits a sequence so that what has the same key is never in one part. */
final class InOrderOfKeys {

    private InOrderOfKeys() {}

    /**
     * The n-th layer has the n-th item of every key, so that layers sent one after the other keep the order of each key.
     *
     * @param items in order
     * @return every item once; none of the layers is empty
     */
    static <T, K> List<List<T>> layers(List<T> items, Function<T, K> keyOf) {
        List<List<T>> layers = new ArrayList<>();
        Map<K, Integer> seen = new HashMap<>();
        for (T item : items) {
            int layer = seen.merge(keyOf.apply(item), 1, Integer::sum) - 1;
            if (layer == layers.size()) {
                layers.add(new ArrayList<>());
            }
            layers.get(layer).add(item);
        }
        return layers;
    }
}
