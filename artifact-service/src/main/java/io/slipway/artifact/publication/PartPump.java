package io.slipway.artifact.publication;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Moves bytes from a stream into the parts of an upload: one buffer is filled and hashed while those before it are stored. Memory is {@value
 * UploadLimits#BUFFERS} parts, whatever comes.
 */
public final class PartPump {

    private static final int CHUNK = 64 << 10;

    private final ArtifactStore store;
    private final Uploads uploads;
    private final Digests digests;
    private final PartMemory memory;
    private final UploadLimits limits;

    public PartPump(ArtifactStore store, Uploads uploads, Digests digests, PartMemory memory, UploadLimits limits) {
        this.store = store;
        this.uploads = uploads;
        this.digests = digests;
        this.memory = memory;
        this.limits = limits;
    }

    /**
     * Reads {@code body} to its end, or to the upload's. Parts that were stored stay, also when this fails.
     *
     * @param writer who holds the upload
     * @param end what the end of the stream means
     * @return how far the upload is now
     * @throws UploadRefusedException if another writer took the upload, too many bytes come, no memory is free, or the stream of a whole upload breaks
     * @throws IOException if the stream of a request breaks
     */
    Pumped pump(Upload upload, UUID writer, InputStream body, End end) throws IOException {
        RunningDigest digest =
                switch (end) {
                    case OF_UPLOAD -> digests.fastest();
                    case OF_REQUEST -> digests.resume(upload.digestState());
                };
        try (PartMemory.Buffers buffers = memory.take(upload.partSize(), UploadLimits.BUFFERS)) {
            long received = new Run(upload, writer, digest, buffers, end).read(body);
            return new Pumped(received, digest);
        }
    }

    /**
     * How far an upload is.
     *
     * @param received durable bytes
     * @param digest over them
     */
    record Pumped(long received, RunningDigest digest) {}

    /** What the end of a stream means for the upload. */
    enum End {
        /** The upload ends as well: the last part may be short. */
        OF_UPLOAD,
        /** More may come later: what does not fill a part is forgotten, unless it ends the upload. */
        OF_REQUEST
    }

    /** One call, with the parts that are under way. */
    private final class Run {

        private final Upload upload;
        private final UUID writer;
        private final RunningDigest digest;
        private final PartMemory.Buffers buffers;
        private final End end;
        private final long most;
        private long stored;
        private int number;
        private final Deque<Flight> flights = new ArrayDeque<>(UploadLimits.IN_FLIGHT);

        Run(Upload upload, UUID writer, RunningDigest digest, PartMemory.Buffers buffers, End end) {
            this.upload = upload;
            this.writer = writer;
            this.digest = digest;
            this.buffers = buffers;
            this.end = end;
            this.most = upload.length().orElse(limits.mostBytes());
            this.stored = upload.received();
            this.number = upload.parts().size();
        }

        long read(InputStream body) throws IOException {
            try {
                long begun = stored;
                while (begun < most) {
                    int wanted = (int) Math.min(upload.partSize(), most - begun);
                    int filled = fill(body, wanted);
                    boolean ended = filled < wanted;
                    if (filled == 0 || ended && end == End.OF_REQUEST) {
                        break;
                    }
                    begun += filled;
                    send(filled);
                    if (ended) {
                        break;
                    }
                }
                landAll();
                if (begun == most && body.read() >= 0) {
                    throw new UploadRefusedException(
                            upload.length().isPresent()
                                    ? new UploadRefusal.TooLong(most)
                                    : new UploadRefusal.TooLarge(most));
                }
                return stored;
            } finally {
                landAll();
            }
        }

        private int fill(InputStream body, int wanted) throws IOException {
            int filled = 0;
            while (filled < wanted) {
                byte[] buffer = buffers.filling(Math.min(wanted, filled + CHUNK));
                int read = body.read(buffer, filled, Math.min(wanted, buffer.length) - filled);
                if (read < 0) {
                    break;
                }
                filled += read;
            }
            return filled;
        }

        private void send(int filled) {
            byte[] buffer = buffers.filling(filled);
            digest.update(buffer, filled);
            byte[] state = digest.state();
            if (flights.size() == UploadLimits.IN_FLIGHT) {
                land(flights.removeFirst());
            }
            number++;
            flights.addLast(new Flight(number, filled, state, store.putPart(upload.target(), number, buffer, filled)));
            buffers.turn();
        }

        private void landAll() {
            while (!flights.isEmpty()) {
                land(flights.removeFirst());
            }
        }

        /** Waits for the oldest part that is under way and makes it durable. If that fails, no later part counts. */
        private void land(Flight landing) {
            try {
                Part part = new Part(landing.number, landing.length, store.await(landing.answer));
                if (!uploads.addPart(upload.id(), writer, part, landing.state, limits.life())) {
                    throw new UploadRefusedException(new UploadRefusal.Busy());
                }
                stored += landing.length;
            } catch (RuntimeException e) {
                giveUpFlights(e);
                throw e;
            }
        }

        /** Waits until the store has let go of the buffers. */
        private void giveUpFlights(RuntimeException reason) {
            for (Flight flight : flights) {
                try {
                    store.await(flight.answer);
                } catch (RuntimeException e) {
                    reason.addSuppressed(e);
                }
            }
            flights.clear();
        }
    }

    private record Flight(int number, int length, byte[] state, CompletableFuture<String> answer) {}
}
