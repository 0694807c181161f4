package io.slipway.device.session.mqtt;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;

import io.slipway.device.session.BrokerUnavailableException;

/**
 * Messages on their way to the broker over one connection: so many under way as the broker allows (its Receive Maximum, MQTT 5, section 3.2.2.3.3; Paho throws
 * beyond it), so many waiting as the configuration allows, in order.
 */
final class Outgoing implements AutoCloseable {

    private static final int FIRST_FAILURE_CODE = 0x80;

    private final MqttAsyncClient client;
    private final int mostUnderWay;
    private final int mostWaiting;
    private final Queue<Publication> waiting = new ArrayDeque<>();
    private final Collection<Publication> underWay = new HashSet<>();
    private boolean closed;

    Outgoing(MqttAsyncClient client, int mostUnderWay, int mostWaiting) {
        this.client = client;
        this.mostUnderWay = mostUnderWay;
        this.mostWaiting = mostWaiting;
    }

    /** Completes when the broker has acknowledged. */
    CompletionStage<Void> publish(String topic, MqttMessage message) {
        Publication publication = new Publication(topic, message);
        synchronized (this) {
            if (closed || waiting.size() >= mostWaiting) {
                return CompletableFuture.failedStage(new BrokerUnavailableException(
                        closed ? "The connection has ended." : "Too many messages wait for the broker."));
            }
            waiting.add(publication);
        }
        sendWaiting();
        return publication.done;
    }

    private void sendWaiting() {
        for (Publication next = take(); next != null; next = take()) {
            try {
                client.publish(next.topic, next.message, null, next);
            } catch (MqttException | RuntimeException e) {
                settle(next, new BrokerUnavailableException("The message was not sent.", e));
            }
        }
    }

    private synchronized @Nullable Publication take() {
        if (underWay.size() >= mostUnderWay || waiting.isEmpty()) {
            return null;
        }
        Publication next = waiting.remove();
        underWay.add(next);
        return next;
    }

    private void settle(Publication publication, @Nullable Throwable failure) {
        synchronized (this) {
            underWay.remove(publication);
        }
        if (failure == null) {
            publication.done.complete(null);
        } else {
            publication.done.completeExceptionally(failure);
        }
    }

    /** Fails everything that is not acknowledged. */
    @Override
    public void close() {
        List<Publication> lost;
        synchronized (this) {
            closed = true;
            lost = Stream.concat(underWay.stream(), waiting.stream()).toList();
            underWay.clear();
            waiting.clear();
        }
        lost.forEach(publication -> publication.done.completeExceptionally(
                new BrokerUnavailableException("The connection ended before the broker acknowledged.")));
    }

    private final class Publication implements MqttActionListener {

        private final String topic;
        private final MqttMessage message;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Publication(String topic, MqttMessage message) {
            this.topic = topic;
            this.message = message;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            int[] codes = token.getReasonCodes();
            boolean refused = codes != null && codes.length > 0 && codes[0] >= FIRST_FAILURE_CODE;
            settle(
                    this,
                    refused
                            ? new BrokerUnavailableException("The broker refused, reason code " + codes[0] + ".")
                            : null);
            sendWaiting();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            settle(this, new BrokerUnavailableException("The message was not acknowledged.", cause));
            sendWaiting();
        }
    }
}
