package io.slipway.standalone.bench.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.slipway.standalone.bench.Machine;
import io.slipway.standalone.bench.Series;
import io.slipway.standalone.bench.Sheet;
import io.slipway.standalone.operator.Image;
import io.slipway.standalone.operator.PublishedRelease;
import io.slipway.standalone.operator.http.RolloutApi;
import io.slipway.standalone.platform.ServiceName;

/** How long it takes from a signed release until its full payload can be rolled out. */
record PayloadBench(Workbench workbench) {

    Sheet measure() throws IOException {
        RolloutApi rollouts = new RolloutApi(workbench.client(ServiceName.ROLLOUT));
        List<Double> seconds = new ArrayList<>();
        Image image = workbench.newImage();
        for (int run = 1; run <= workbench.runs(); run++) {
            image = workbench.newImage();
            PublishedRelease release = workbench.publish("payload-" + run, image);
            Series waited = Stopwatch.series(
                    "wait",
                    image.content().length(),
                    1,
                    _ -> workbench.await("the payload was not ready", () -> rollouts.release(release.id())
                            .filter(RolloutApi.Release::payloadsReady)
                            .isPresent()));
            seconds.addAll(waited.seconds());
        }
        long length = image.content().length();
        Series measured = new Series("full payload by delta-service", length, seconds);
        Series peer = Stopwatch.program(
                "`zstd -11 -T2` of the same file",
                length,
                workbench.runs(),
                "zstd",
                "-q",
                "-11",
                "-T2",
                "-c",
                image.file().toString());
        return new Sheet(
                "Full payload",
                "./slipway bench payload",
                "From the acceptance of signed targets metadata until rollout-service says that the payload of the image of "
                        + length
                        + " bytes is ready: event, download from the S3 server, compression, upload, signature, event.",
                Machine.describe(),
                List.of(measured),
                List.of(peer),
                "60 s or less on two cores");
    }
}
