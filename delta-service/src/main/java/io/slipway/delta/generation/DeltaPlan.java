package io.slipway.delta.generation;

import java.util.List;
import java.util.Set;

import io.slipway.payload.index.Sha256;

/** Which images a component of a release gets deltas from. */
public final class DeltaPlan {

    private DeltaPlan() {}

    /**
     * The sources to be added.
     *
     * @param target the image that the deltas make
     * @param ranked images that devices run and that can be a source, the one on most devices first
     * @param planned sources that the component has deltas from already, whatever became of them
     * @param most deltas that the component may have in all
     */
    public static List<Image> additions(Image target, List<Image> ranked, Set<Sha256> planned, int most) {
        return ranked.stream()
                .filter(source -> !source.sha256().equals(target.sha256()))
                .filter(source -> !planned.contains(source.sha256()))
                .limit(Math.max(0, most - planned.size()))
                .toList();
    }
}
