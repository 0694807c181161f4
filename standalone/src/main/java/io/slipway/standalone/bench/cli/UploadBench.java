package io.slipway.standalone.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.slipway.standalone.bench.Machine;
import io.slipway.standalone.bench.Series;
import io.slipway.standalone.bench.Sheet;
import io.slipway.standalone.operator.Image;
import io.slipway.standalone.operator.http.ArtifactUpload;
import io.slipway.standalone.operator.http.FormUpload;
import io.slipway.standalone.platform.ServiceName;

/** How fast an image gets from a file into the object store. */
record UploadBench(Workbench workbench) {

    Sheet measure() throws IOException {
        FormUpload form = new FormUpload(workbench.client(ServiceName.ARTIFACT));
        ArtifactUpload resumable = new ArtifactUpload(workbench.client(ServiceName.ARTIFACT));
        Image warmUp = workbench.newImage();
        form.upload(warmUp.file(), warmUp.content().sha256().hex());
        long length = warmUp.content().length();
        return new Sheet(
                "Upload",
                "./slipway bench upload",
                "A Debian image of " + length
                        + " bytes over loopback, from the first request until it is an artifact: received and hashed by"
                        + " artifact-service and sent to the S3 server over TLS; what comes in one request in one piece, what comes"
                        + " resumably in parts that are put together there. One upload before, not counted."
                        + " A resumable upload is hashed by a digest whose state can be stored with each part; see"
                        + " `Sha256Digests` for what that costs. Before an upload the image of the one before is removed, so that the"
                        + " S3 server, like `cp`, writes into memory that the machine has used before: a virtual machine may get"
                        + " memory from its host only when it is touched, which can add half of the time.",
                Machine.describe(),
                List.of(
                        series("upload in one request", form::upload, length),
                        series("resumable upload", resumable::upload, length)),
                List.of(
                        program("`sha256sum` of the same file", warmUp, "sha256sum \"$1\""),
                        program("`cp` of the same file", warmUp, "cp \"$1\" \"$1.copy\" && rm \"$1.copy\"")),
                "150 MB/s or more");
    }

    /** One of the two ways to upload. */
    @FunctionalInterface
    private interface Upload {
        void upload(Path file, String sha256) throws IOException;
    }

    private Series series(String what, Upload upload, long length) throws IOException {
        List<Double> seconds = new ArrayList<>();
        Path before = workbench.newImage().file();
        for (int run = 1; run <= workbench.runs(); run++) {
            Image image = workbench.newImage();
            Files.delete(before); // only now: else the new image would take the memory, and not the upload
            before = image.file();
            seconds.addAll(Stopwatch.series(
                            what,
                            length,
                            1,
                            _ -> upload.upload(
                                    image.file(), image.content().sha256().hex()))
                    .seconds());
        }
        Files.delete(before);
        return new Series(what, length, seconds);
    }

    private Series program(String what, Image image, String script) throws IOException {
        return Stopwatch.program(
                what,
                image.content().length(),
                workbench.runs(),
                "sh",
                "-c",
                script,
                "sh",
                image.file().toString());
    }
}
