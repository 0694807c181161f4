package io.slipway.artifact.publication;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;

/** Takes more bytes of a resumable upload, in any process, from where the durable bytes end. */
public final class ReceiveBytes {

    private final Uploads uploads;
    private final PartPump pump;
    private final UploadHolds holds;

    public ReceiveBytes(Uploads uploads, PartPump pump, UploadHolds holds) {
        this.uploads = uploads;
        this.pump = pump;
        this.holds = holds;
    }

    /**
     * Reads {@code body} to its end. Whole parts become durable one after the other; what is left at the end and fills no part is forgotten, unless it ends
     * the upload.
     *
     * @param offset where the client goes on
     * @return the durable bytes of the upload now: where the client has to go on
     * @throws UploadRefusedException if the upload is unknown, busy or complete, the offset is another, or more bytes come than were announced
     * @throws IOException if the stream breaks; whole parts that came before are durable
     */
    public long receive(Tenant tenant, UUID id, long offset, InputStream body) throws IOException {
        FindUpload.require(uploads, tenant, id);
        try (UploadHold hold = holds.take(id)) {
            Upload upload = FindUpload.require(uploads, tenant, id);
            if (upload.completed().isPresent()) {
                throw new UploadRefusedException(
                        new UploadRefusal.AlreadyComplete(upload.completed().get()));
            }
            if (offset != upload.received()) {
                throw new UploadRefusedException(new UploadRefusal.WrongOffset(upload.received()));
            }
            return pump.pump(upload, hold.writer(), body, PartPump.End.OF_REQUEST)
                    .received();
        }
    }
}
