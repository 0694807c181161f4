package io.slipway.artifact.repository.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import org.jboss.logging.Logger;

import io.slipway.artifact.original.PayloadBucket;
import io.slipway.artifact.original.RebuildOriginal;
import io.slipway.artifact.original.RebuildableImage;
import io.slipway.artifact.original.Rebuilding;
import io.slipway.artifact.original.RebuiltImage;
import io.slipway.artifact.problem.http.Problem;
import io.slipway.artifact.repository.PublishedTarget;
import io.slipway.artifact.repository.RepositoryBucket;
import io.slipway.artifact.storage.ObjectMissingException;
import io.slipway.metadata.digest.Sha256;
import io.slipway.payload.index.PayloadRefusedException;

/** The content of targets: straight from the object store, or made from the full payload where the original is not kept. */
@ApplicationScoped
class TargetBody {

    private static final Logger LOG = Logger.getLogger(TargetBody.class);

    private final RepositoryBucket bucket;
    private final PayloadBucket payloads;
    private final RebuildOriginal rebuildOriginal;
    private final CurrentVertxRequest request;

    TargetBody(
            RepositoryBucket bucket,
            PayloadBucket payloads,
            RebuildOriginal rebuildOriginal,
            CurrentVertxRequest request) {
        this.bucket = bucket;
        this.payloads = payloads;
        this.rebuildOriginal = rebuildOriginal;
        this.request = request;
    }

    /**
     * Opens a part of a target; blocks. What comes out of it is right: if it cannot be, it ends early.
     *
     * @throws TargetUnavailableException if it cannot be had now
     * @throws HttpProblem if what it is made of is damaged
     */
    StreamingOutput open(PublishedTarget target, ByteRange range) {
        Body body = body(target, range);
        if (request.getCurrent().request().method().equals(HttpMethod.HEAD)) {
            close(body); // nobody will write it
        }
        return body;
    }

    private Body body(PublishedTarget target, ByteRange range) {
        try {
            return new Stored(bucket.open(target, range.first(), range.length()));
        } catch (ObjectMissingException e) {
            return switch (target.kind()) {
                case IMAGE -> rebuilt(target, range, e);
                case PAYLOAD -> throw missingPayload(target, e);
            };
        }
    }

    private Body rebuilt(PublishedTarget target, ByteRange range, ObjectMissingException missing) {
        return switch (rebuildOriginal.begin(target.tenant(), target.content().sha256())) {
            case Rebuilding.Begun(RebuiltImage image) ->
                new Rebuilt(target, image, range, request.getCurrent().response());
            case Rebuilding.Unknown() -> throw missing;
            case Rebuilding.Busy() -> throw TargetUnavailableException.busy();
            case Rebuilding.Cold(RebuildableImage image) ->
                throw TargetUnavailableException.cold(image.payload().sha256());
            case Rebuilding.Refused(RebuildableImage image, String detail) -> throw damaged(image, detail);
        };
    }

    private RuntimeException missingPayload(PublishedTarget target, ObjectMissingException missing) {
        Sha256 payload = target.content().sha256();
        return payloads.isCold(target.tenant(), payload) ? TargetUnavailableException.cold(payload) : missing;
    }

    private static HttpProblem damaged(RebuildableImage image, String detail) {
        LOG.errorf(
                "The payload that stands for an original is damaged tenant=%s artifactDigest=%s payload=%s: %s",
                image.tenant(), image.image().sha256(), image.payload().sha256(), detail);
        return Problem.of(
                Status.INTERNAL_SERVER_ERROR,
                "target-damaged",
                "The target cannot be given",
                "The payload that the image is made of is damaged in the object store. Restore it, or upload the image again.");
    }

    private static void close(Body body) {
        try {
            body.close();
        } catch (IOException e) {
            LOG.debugf("An answer without a body was not closed: %s", e);
        }
    }

    /** Content on its way out, which is closed when it is written, or when nobody will write it. */
    private interface Body extends StreamingOutput, Closeable {}

    /** Content that the store has as it is. */
    private record Stored(InputStream content) implements Body {

        @Override
        public void write(OutputStream out) throws IOException {
            try (content) {
                content.transferTo(out);
            }
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    /** Content that is made of the full payload. */
    private record Rebuilt(PublishedTarget target, RebuiltImage image, ByteRange range, HttpServerResponse response)
            implements Body {

        @Override
        public void write(OutputStream out) throws IOException {
            try (image) {
                image.write(range.first(), range.length(), out, response::closed);
            } catch (PayloadRefusedException e) {
                LOG.errorf(
                        "The payload that stands for an original is damaged tenant=%s artifactDigest=%s: %s",
                        target.tenant(), target.content().sha256(), e.refusal().detail());
                throw new IOException("The payload is refused", e);
            }
        }

        @Override
        public void close() {
            image.close();
        }
    }
}
