package io.slipway.device.session;

import java.util.concurrent.CompletionStage;

/** The way to the devices that hold a connection to a message broker. For use by all threads; no method blocks. */
public interface Broker {

    /** Whether this installation has a broker at all. */
    boolean isPresent();

    /** Whether the connection stands and the subscription was granted. */
    boolean isConnected();

    /**
     * Sends a message at QoS 1.
     *
     * @param retained whether the broker shall keep it for devices that come later; an empty one makes it forget
     * @return completes when the broker has acknowledged; fails with {@link BrokerUnavailableException} if there is no connection, it breaks before that, or
     *     too many messages wait
     */
    CompletionStage<Void> publish(String topic, byte[] payload, boolean retained);

    /**
     * Gives all messages that match {@code filter} to {@code receiver}, from the next connection on.
     *
     * @param filter an MQTT topic filter; at most one per broker
     */
    void subscribe(String filter, Receiver receiver);

    /** Takes messages. */
    @FunctionalInterface
    interface Receiver {

        /**
         * Takes one message, without blocking.
         *
         * @return completes when the broker may forget the message; if it fails, the broker delivers it again, after a reconnection
         */
        CompletionStage<Void> received(String topic, byte[] payload);
    }
}
