package io.slipway.metadata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.PayloadTarget;

/** Metadata of a repository that has published for years. */
public final class ManyPayloads {

    private ManyPayloads() {}

    /** The second version of the payloads role, with so many payloads. */
    public static Targets of(int count) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Sha256 image = digest("image " + i);
            targets.add(new PayloadTarget(
                            PayloadTarget.pathOf(image, "full"),
                            new Content(200_000_000 + i, digest("payload " + i)),
                            "full",
                            new Content(700_000_000 + i, image),
                            new Content(33_600, digest("index " + i)))
                    .toTarget());
        }
        return Targets.first(SampleRepository.NEXT_YEAR, List.of()).with(targets, SampleRepository.NEXT_YEAR);
    }

    private static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
