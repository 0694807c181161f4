package io.slipway.device.identity;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is revoked, kept in memory so that no request of a device reads a database. For use by all threads.
 *
 * <p>Until it was read once, everything counts as revoked: fail closed.
 */
public final class Revocations {

    private final RevocationSource source;
    private final AtomicReference<Optional<RevocationList>> list = new AtomicReference<>(Optional.empty());

    public Revocations(RevocationSource source) {
        this.source = source;
    }

    /** Reads the list again. If that fails the list before stays in force. */
    public CompletionStage<Void> refresh() {
        return source.read().thenAccept(read -> list.set(Optional.of(read)));
    }

    /** Whether the list was read at least once. */
    public boolean isLoaded() {
        return list.get().isPresent();
    }

    /** Whether the certificate with this digest must not be accepted. */
    public boolean isRevoked(Sha256 certificate) {
        return list.get()
                .map(known -> known.certificates().contains(certificate))
                .orElse(true);
    }

    /** Whether nothing may be taken from this device, whatever certificate it used: for what arrives over the broker. */
    public boolean isRevoked(DeviceName device) {
        return list.get().map(known -> known.devices().contains(device)).orElse(true);
    }
}
