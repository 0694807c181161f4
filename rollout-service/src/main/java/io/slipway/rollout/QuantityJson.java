package io.slipway.rollout;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.wave.ErrorLimit;
import io.slipway.rollout.wave.WavePlan;
import io.slipway.rollout.wave.WaveSize;

/** A number of devices or a share of them as JSON: {@code {"count":5}} or {@code {"percent":10}}. */
@Schema(name = "Quantity", description = "Either a number of devices or a percentage of all devices of the rollout.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuantityJson(
        @Schema(examples = "5", minimum = "0") @Nullable Integer count,

        @Schema(examples = "10", minimum = "0", maximum = "100") @Nullable
        Integer percent) {

    public QuantityJson {
        if (count != null && percent != null) {
            throw new IllegalArgumentException("either count or percent, not both");
        }
    }

    /** The JSON form of a wave's size. */
    public static QuantityJson of(WaveSize size) {
        return switch (size) {
            case WaveSize.Count(int devices) -> new QuantityJson(devices, null);
            case WaveSize.Percent(int share) -> new QuantityJson(null, share);
        };
    }

    /** The JSON form of an error limit. */
    public static QuantityJson of(ErrorLimit limit) {
        return switch (limit) {
            case ErrorLimit.Count(int failures) -> new QuantityJson(failures, null);
            case ErrorLimit.Percent(int share) -> new QuantityJson(null, share);
        };
    }

    /**
     * The waves of these sizes; the last may be {@code {}}, which takes the rest.
     *
     * @throws IllegalArgumentException if another one is {@code {}}, or a size is none
     */
    public static WavePlan plan(List<QuantityJson> sizes) {
        List<WaveSize> waves = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            if (i < sizes.size() - 1 || !sizes.get(i).takesTheRest()) {
                waves.add(sizes.get(i).size("waves[" + i + "]"));
            }
        }
        return new WavePlan(waves);
    }

    /**
     * The error limit of this size.
     *
     * @throws IllegalArgumentException if it is none
     */
    public ErrorLimit limit() {
        return count != null ? new ErrorLimit.Count(count) : new ErrorLimit.Percent(share("errorLimit"));
    }

    private boolean takesTheRest() {
        return count == null && percent == null;
    }

    private WaveSize size(String where) {
        return count != null ? new WaveSize.Count(count) : new WaveSize.Percent(share(where));
    }

    private int share(String where) {
        if (percent == null) {
            throw new IllegalArgumentException(where + " needs a count or a percent");
        }
        return percent;
    }
}
