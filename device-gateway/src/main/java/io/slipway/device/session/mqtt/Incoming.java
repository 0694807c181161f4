package io.slipway.device.session.mqtt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.slipway.device.session.Broker.Receiver;

/**
 * Messages that the broker has given and that are not processed yet, over all connections. A connection that ends leaves its messages under way, and the broker
 * gives the same again on the next one: were they not counted together, a long outage of Kafka and a restless broker would fill the memory.
 */
final class Incoming {

    private final Receiver receiver;
    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param most the most messages that may be under way at once */
    Incoming(Receiver receiver, int most) {
        this.receiver = receiver;
        this.most = most;
    }

    /** How many more messages may come: what the next connection may announce as its Receive Maximum (MQTT 5, section 3.1.2.11.3). */
    int free() {
        return most - underWay.get();
    }

    /** Whether there is room for a connection. One that could take few messages only would stay slow for as long as it lives. */
    boolean isReady() {
        return free() >= Math.max(1, most / 2);
    }

    /** Gives a message to the receiver; fails, and does not throw, if that throws. */
    CompletionStage<Void> receive(String topic, byte[] payload) {
        underWay.incrementAndGet();
        return CompletableFuture.completedStage(topic)
                .thenCompose(name -> receiver.received(name, payload))
                .whenComplete((done, failure) -> underWay.decrementAndGet());
    }
}
