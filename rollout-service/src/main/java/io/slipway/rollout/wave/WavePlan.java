package io.slipway.rollout.wave;

import java.util.ArrayList;
import java.util.List;

/**
 * The waves an operator wants, in their order. Devices that no wave takes form one more wave at the end; an empty plan is one wave of all.
 *
 * @param sizes at most {@value #MAX_WAVES}; percentages add up to at most 100
 */
public record WavePlan(List<WaveSize> sizes) {

    /** The most waves one rollout may name. */
    public static final int MAX_WAVES = 100;

    public WavePlan {
        sizes = List.copyOf(sizes);
        if (sizes.size() > MAX_WAVES) {
            throw new IllegalArgumentException("a rollout names at most " + MAX_WAVES + " waves, not " + sizes.size());
        }
        int percent = 0;
        for (WaveSize size : sizes) {
            percent += switch (size) {
                case WaveSize.Percent p -> p.percent();
                case WaveSize.Count c -> 0;
            };
        }
        if (percent > 100) {
            throw new IllegalArgumentException("the waves' percentages add up to " + percent + ", more than 100");
        }
    }

    /**
     * Splits {@code devices} into waves.
     *
     * @param devices 0 or more
     * @return the number of devices in each wave; every wave has at least one, and together they have all
     */
    public List<Integer> split(int devices) {
        List<Integer> waves = new ArrayList<>();
        int left = devices;
        for (WaveSize size : sizes) {
            int taken = Math.min(left, size.of(devices));
            if (taken > 0) {
                waves.add(taken);
                left -= taken;
            }
        }
        if (left > 0) {
            waves.add(left);
        }
        return List.copyOf(waves);
    }
}
