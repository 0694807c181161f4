package io.slipway.device.identity;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is revoked, kept in memory so that no request of a device reads a database. For use by all threads.
 *
 * <p>Until it was read once, everything counts as revoked: fail closed. Of two readings that overlap, the one that began later counts, whichever ends first: so
 * a revocation, once known, is not forgotten for a while.
 */
public final class Revocations {

    private final RevocationSource source;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicReference<Reading> latest = new AtomicReference<>(new Reading(0, Optional.empty()));
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();

    public Revocations(RevocationSource source) {
        this.source = source;
    }

    /** Reads the list again. If that fails the list before stays in force. */
    public CompletionStage<Void> refresh() {
        long number = begun.incrementAndGet();
        return source.read().thenAccept(list -> {
            latest.accumulateAndGet(new Reading(number, Optional.of(list)), Reading::later);
            loaded.complete(null);
        });
    }

    /** Completes when the list was read for the first time. */
    public CompletionStage<Void> whenLoaded() {
        return loaded.minimalCompletionStage();
    }

    /** Whether the list was read at least once. */
    public boolean isLoaded() {
        return loaded.isDone();
    }

    /** Whether the certificate with this digest must not be accepted. */
    public boolean isRevoked(Sha256 certificate) {
        return latest.get()
                .list()
                .map(known -> known.certificates().contains(certificate))
                .orElse(true);
    }

    /** Whether nothing may be taken from this device, whatever certificate it used: for what arrives over the broker. */
    public boolean isRevoked(DeviceName device) {
        return latest.get()
                .list()
                .map(known -> known.devices().contains(device))
                .orElse(true);
    }

    /** The list as it was when the reading with this number was under way; empty before the first. */
    private record Reading(long number, Optional<RevocationList> list) {

        static Reading later(Reading a, Reading b) {
            return a.number > b.number ? a : b;
        }
    }
}
