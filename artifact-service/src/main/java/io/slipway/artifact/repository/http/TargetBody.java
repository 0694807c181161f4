package io.slipway.artifact.repository.http;

import java.io.IOException;
import java.io.InputStream;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
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
        try {
            InputStream content = bucket.open(target, range.first(), range.length());
            return out -> {
                try (content) {
                    content.transferTo(out);
                }
            };
        } catch (ObjectMissingException e) {
            return switch (target.kind()) {
                case IMAGE -> rebuilt(target, range, e);
                case PAYLOAD -> throw missingPayload(target, e);
            };
        }
    }

    private StreamingOutput rebuilt(PublishedTarget target, ByteRange range, ObjectMissingException missing) {
        return switch (rebuildOriginal.begin(target.tenant(), target.content().sha256())) {
            case Rebuilding.Begun(RebuiltImage image) -> written(target, image, range);
            case Rebuilding.Unknown() -> throw missing;
            case Rebuilding.Busy() -> throw TargetUnavailableException.busy();
            case Rebuilding.Cold(RebuildableImage image) ->
                throw TargetUnavailableException.cold(image.payload().sha256());
            case Rebuilding.Refused(RebuildableImage image, String detail) -> throw damaged(image, detail);
        };
    }

    private StreamingOutput written(PublishedTarget target, RebuiltImage image, ByteRange range) {
        // Also where nobody reads: an answer to HEAD, or to someone who has gone.
        request.getCurrent().addEndHandler(_ -> image.close());
        return out -> {
            try (image) {
                image.write(range.first(), range.length(), out);
            } catch (PayloadRefusedException e) {
                LOG.errorf(
                        "The payload that stands for an original is damaged tenant=%s artifactDigest=%s: %s",
                        target.tenant(), target.content().sha256(), e.refusal().detail());
                throw new IOException("The payload is refused", e);
            }
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
}
