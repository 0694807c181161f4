package io.slipway.artifact.publication;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

import io.slipway.metadata.digest.Sha256;

/** Stores an artifact that comes in one request part by part, whatever of it is known beforehand. */
public final class ReceiveInParts {

    private final PartPump pump;
    private final Completion completion;

    public ReceiveInParts(PartPump pump, Completion completion) {
        this.pump = pump;
        this.completion = completion;
    }

    /**
     * Reads the artifact to its end and makes it visible.
     *
     * @param upload begun for this artifact
     * @param writer who holds it
     * @throws UploadRefusedException if the artifact is empty, too large, breaks off, or has another length or digest than declared
     */
    PublicationResult receive(Upload upload, UUID writer, IncomingArtifact incoming) {
        PartPump.Pumped pumped = pumped(upload, writer, incoming);
        if (pumped.received() == 0) {
            throw new UploadRefusedException(new UploadRefusal.Empty());
        }
        long expected = upload.length().orElse(pumped.received());
        if (pumped.received() != expected) {
            throw new UploadRefusedException(new UploadRefusal.TooShort(expected, pumped.received()));
        }
        Sha256 actual = pumped.digest().finish();
        Optional<Sha256> declared = incoming.declaredAfterwards();
        if (declared.isPresent() && !declared.get().equals(actual)) {
            throw new UploadRefusedException(new UploadRefusal.WrongDigest(declared.get(), actual));
        }
        return completion.complete(upload, writer, actual);
    }

    private PartPump.Pumped pumped(Upload upload, UUID writer, IncomingArtifact incoming) {
        try {
            return pump.pump(upload, writer, incoming.bytes(), PartPump.End.OF_UPLOAD);
        } catch (IOException e) {
            throw new UploadRefusedException(new UploadRefusal.BrokenOff());
        }
    }
}
