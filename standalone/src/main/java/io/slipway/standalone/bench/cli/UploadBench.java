package io.slipway.standalone.bench.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.slipway.standalone.bench.Series;
import io.slipway.standalone.bench.Sheet;
import io.slipway.standalone.operator.Image;
import io.slipway.standalone.operator.http.ArtifactUpload;
import io.slipway.standalone.platform.ServiceName;

/** How fast an image gets from a file into the object store. */
record UploadBench(Workbench workbench) {

    Sheet measure() throws IOException {
        ArtifactUpload upload = new ArtifactUpload(workbench.client(ServiceName.ARTIFACT));
        Image warmUp = workbench.newImage();
        upload.upload(warmUp.file(), warmUp.content().sha256().hex());
        List<Image> images = new ArrayList<>();
        for (int run = 0; run < workbench.runs(); run++) {
            images.add(workbench.newImage());
        }
        long length = warmUp.content().length();
        Series measured = Stopwatch.series("upload to artifact-service", length, workbench.runs(), run -> {
            Image image = images.get(run - 1);
            upload.upload(image.file(), image.content().sha256().hex());
        });
        Series peer = Stopwatch.program(
                "`sha256sum` of the same file",
                length,
                workbench.runs(),
                "sha256sum",
                warmUp.file().toString());
        return new Sheet(
                "Upload",
                "./slipway bench upload",
                "A resumable upload of a Debian image of " + length
                        + " bytes over loopback, from the first request until it is an"
                        + " artifact: hashed by artifact-service and written to the S3 server over TLS. One upload before, not counted.",
                Machine.describe(),
                measured,
                peer,
                "150 MB/s or more");
    }
}
