package io.slipway.artifact.original;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import io.slipway.artifact.storage.ObjectMissingException;
import io.slipway.artifact.storage.StoreUnavailableException;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;
import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;

/**
 * Gives the bytes of an image whose original is not kept, by applying its full payload while they are read. For use by all threads; how many are given at once is
 * bounded.
 *
 * <p>Each takes about 20 MiB for an image of a gigabyte and at most 48 MiB: the index (96 bytes for each range, at most 12 MiB, twice while it is read), a range
 * and a blob (each at most 4 MiB), and the window of the decompressor (8 MiB).
 */
public final class RebuildOriginal {

    private final RebuildableImages images;
    private final PayloadBucket payloads;
    private final Semaphore room;

    /** @param mostAtOnce how many images may be given at once */
    public RebuildOriginal(RebuildableImages images, PayloadBucket payloads, int mostAtOnce) {
        this.images = images;
        this.payloads = payloads;
        this.room = new Semaphore(mostAtOnce);
    }

    /**
     * Begins to give an image; blocks.
     *
     * @throws StoreUnavailableException if the store does not give the payload's index
     */
    public Rebuilding begin(Tenant tenant, Sha256 image) {
        Optional<RebuildableImage> known = images.find(tenant, image);
        if (known.isEmpty()) {
            return new Rebuilding.Unknown();
        }
        if (!room.tryAcquire()) {
            return new Rebuilding.Busy();
        }
        boolean isBegun = false;
        try {
            Rebuilding rebuilding = begin(known.get());
            isBegun = rebuilding instanceof Rebuilding.Begun;
            return rebuilding;
        } finally {
            if (!isBegun) {
                room.release();
            }
        }
    }

    private Rebuilding begin(RebuildableImage known) {
        PayloadSource payload =
                offset -> payloads.open(known.tenant(), known.payload().sha256(), offset);
        try {
            PayloadIndex index = IndexReader.read(payload, reference(known.index()));
            requireImage(index, known.image());
            return new Rebuilding.Begun(new RebuiltImage(index, payload, room::release));
        } catch (ObjectMissingException e) {
            return new Rebuilding.Cold(known);
        } catch (PayloadRefusedException e) {
            return new Rebuilding.Refused(known, e.refusal().detail());
        } catch (IOException e) {
            throw new StoreUnavailableException("download of the index of a payload: broke off", e);
        }
    }

    /** The index names what comes out, so the image's digest is that of the bytes if each range has the digest that the index names. */
    private static void requireImage(PayloadIndex index, Content image) throws PayloadRefusedException {
        var expected = payloadDigest(image.sha256());
        if (!index.targetSha256().equals(expected) || index.targetLength() != image.length()) {
            throw new PayloadRefusedException(new Refusal.TargetDigestMismatch(expected, index.targetSha256()));
        }
    }

    private static IndexReference reference(Content index) {
        return new IndexReference(index.length(), payloadDigest(index.sha256()));
    }

    private static io.slipway.payload.index.Sha256 payloadDigest(Sha256 digest) {
        return new io.slipway.payload.index.Sha256(digest.hex());
    }
}
