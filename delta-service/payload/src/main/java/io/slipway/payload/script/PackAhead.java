package io.slipway.payload.script;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import io.slipway.payload.repack.CannotRepackException;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.Repacker;

/**
 * Packs pieces on other threads while the script makes the next ones: blocks of a squashfs take ten times as long to be packed as to be made.
 *
 * <p>One thread for each processor, at most {@value #MOST_THREADS}, begun with the first piece by the thread that asks, so that they are as nice as
 * that one is. For use by one thread.
 */
final class PackAhead implements Closeable {

    private static final int MOST_THREADS = 4;

    /** Longer content is packed at once, so that what waits stays small. */
    private static final int LONGEST_AHEAD = 1 << 20;

    private final int count = Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
    private @Nullable ExecutorService threads;

    /** Pieces that may wait at once; each takes its content and what it is packed to, 2 MiB at most. */
    int most() {
        return 2 * count;
    }

    /**
     * Begins to pack.
     *
     * @param content handed over; not changed from now on
     */
    Future<Optional<byte[]>> pack(RepackRecipe recipe, byte[] content, int packedLength) {
        if (content.length > LONGEST_AHEAD) {
            return CompletableFuture.completedFuture(packed(recipe, content, packedLength));
        }
        ExecutorService workers = threads;
        if (workers == null) {
            workers = Executors.newFixedThreadPool(
                    count, Thread.ofPlatform().name("pack-", 0).daemon().factory());
            threads = workers;
        }
        return workers.submit(() -> packed(recipe, content, packedLength));
    }

    /** Waits for a piece; empty if it cannot be packed here. */
    static Optional<byte[]> await(Future<Optional<byte[]>> piece) throws IOException {
        try {
            return piece.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a piece was packed");
        } catch (ExecutionException e) {
            // As if it had been packed here: who lacks memory has to see that.
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("packing a piece failed", e.getCause());
        }
    }

    /** Empty where the content is not what it was when the payload was made, and the digest of the range will tell. */
    private static Optional<byte[]> packed(RepackRecipe recipe, byte[] content, int packedLength) {
        try {
            return Optional.of(Repacker.pack(recipe, content, packedLength));
        } catch (CannotRepackException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        ExecutorService workers = threads;
        if (workers != null) {
            workers.shutdownNow();
        }
    }
}
