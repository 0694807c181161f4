package io.slipway.device.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands for the broker in an installation whose devices use HTTPS only. */
public final class NoBroker implements Broker {

    @Override
    public boolean isPresent() {
        return false;
    }

    @Override
    public boolean isConnected() {
        return false;
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] payload, boolean retained) {
        return CompletableFuture.failedStage(new BrokerUnavailableException("This installation has no broker."));
    }

    @Override
    public void subscribe(String filter, Receiver receiver) {
        // Nothing ever arrives.
    }
}
