package io.slipway.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.slipway.delta.generation.DeltaMaker;
import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.ProvenDeltaMaker;
import io.slipway.payload.create.CreateDelta;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.create.DeltaSettings;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

/** The real maker of deltas, which tests can hold in the middle of its work. */
@Alternative
@Priority(1)
@ApplicationScoped
public class HeldDeltaMaker implements DeltaMaker {

    private final DeltaMaker real = new ProvenDeltaMaker(new CreateDelta(DeltaSettings.withThreads(1)));
    private final List<Sha256> made = new CopyOnWriteArrayList<>();
    private final AtomicInteger held = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** Lets no work go on until {@link #release}. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Lets all work go on. */
    public void release() {
        gate.countDown();
    }

    /** How many attempts are being held. */
    public int held() {
        return held.get();
    }

    /** Digests of the sources in the order in which work on them was begun. */
    public List<Sha256> begun() {
        return List.copyOf(made);
    }

    @Override
    public long scratchBytes(Image source, Image image) {
        return real.scratchBytes(source, image);
    }

    @Override
    public CreatedPayload make(Path source, Path image, Path payload, Path scratch, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        made.add(Sha256.ofContent(Files.readAllBytes(source)));
        held.incrementAndGet();
        try {
            while (!gate.await(50, TimeUnit.MILLISECONDS)) {
                progress.accept(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            held.decrementAndGet();
        }
        return real.make(source, image, payload, scratch, progress);
    }
}
