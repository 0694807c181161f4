package io.slipway.device.session.mqtt;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.slipway.device.session.mqtt.PahoBroker.Subscription;

/**
 * One connection to the broker, from CONNECT to its end. Opened, subscribed and closed by one thread; everything else is for all threads.
 *
 * <p>A received message is acknowledged (MQTT 5, section 4.4) when its receiver has completed. If the receiver fails, the connection ends, so that the broker
 * delivers the message again on the next one, to this or another gateway.
 */
final class PahoConnection implements MqttCallback, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PahoConnection.class);
    private static final int QOS = 1;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int CONNECT_SECONDS = 10;
    private static final long ANSWER_MILLIS = 10_000;
    private static final long GOODBYE_MILLIS = 1_000;
    private static final int FIRST_FAILURE_CODE = 0x80;

    /** How long the broker keeps reports for a gateway that has gone before it gives them to others. */
    private static final long SESSION_SECONDS = 60;

    /** Larger packets the broker must not even send (MQTT 5, section 3.1.2.11.4); a report has at most 64 KiB. */
    private static final long MOST_PACKET_BYTES = 256L * 1024;

    private final MqttAsyncClient client;
    private final Subscription subscription;
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private volatile boolean subscribed;
    private @Nullable Outgoing outgoing;

    private PahoConnection(MqttAsyncClient client, Subscription subscription) {
        this.client = client;
        this.subscription = subscription;
    }

    /**
     * Connects. Blocks for at most 10 seconds. Where the broker has kept the session, messages arrive from now on.
     *
     * @throws MqttException if the broker cannot be reached, or refuses
     * @throws IOException if a TLS file is unusable
     */
    static PahoConnection open(MqttSettings settings, Subscription subscription) throws MqttException, IOException {
        MqttConnectionOptions options =
                options(settings, subscription.incoming().free());
        PahoConnection connection = new PahoConnection(
                new MqttAsyncClient(settings.uri().toString(), settings.clientId(), new MemoryPersistence()),
                subscription);
        try {
            connection.connect(options, settings.maxInFlight());
            return connection;
        } catch (MqttException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static MqttConnectionOptions options(MqttSettings settings, int receiveMaximum) throws IOException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(TlsFiles.socketFactory(settings));
        options.setHttpsHostnameVerificationEnabled(true);
        options.setAutomaticReconnect(false);
        options.setCleanStart(false);
        options.setSessionExpiryInterval(SESSION_SECONDS);
        options.setReceiveMaximum(receiveMaximum);
        options.setMaximumPacketSize(MOST_PACKET_BYTES);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_SECONDS);
        return options;
    }

    private void connect(MqttConnectionOptions options, int maxInFlight) throws MqttException {
        client.setManualAcks(true);
        client.setCallback(this);
        IMqttToken connected = client.connect(options);
        connected.waitForCompletion(ANSWER_MILLIS);
        MqttProperties granted = connected.getResponseProperties();
        Integer receiveMaximum = granted == null ? null : granted.getReceiveMaximum();
        outgoing = new Outgoing(
                client, receiveMaximum == null ? maxInFlight : Math.min(receiveMaximum, maxInFlight), maxInFlight);
    }

    /**
     * Subscribes. Blocks for at most 10 seconds.
     *
     * @throws MqttException if the broker refuses: Paho tells of it in the reason codes only (MQTT 5, section 3.9.3)
     */
    void subscribe() throws MqttException {
        IMqttToken answer = client.subscribe(subscription.filter(), QOS);
        answer.waitForCompletion(ANSWER_MILLIS);
        for (int code : answer.getReasonCodes()) {
            if (code >= FIRST_FAILURE_CODE) {
                throw new MqttException(code);
            }
        }
        subscribed = true;
    }

    /** Whether the connection stands and the subscription was granted. */
    boolean isOpen() {
        return subscribed && !end.isDone() && client.isConnected();
    }

    CompletionStage<Void> publish(String topic, byte[] payload, boolean retained) {
        MqttMessage message = new MqttMessage(payload);
        message.setQos(QOS);
        message.setRetained(retained);
        Outgoing ready = outgoing;
        if (ready == null) {
            throw new IllegalStateException("Not connected yet");
        }
        return ready.publish(topic, message);
    }

    /** Blocks until the connection has ended, and says why. */
    String awaitEnd() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The end never fails", e);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        subscription.incoming().receive(topic, message.getPayload()).whenComplete((done, failure) -> {
            if (failure == null) {
                acknowledge(message);
            } else {
                end.complete("a message could not be processed and must be delivered again: " + failure);
            }
        });
    }

    private void acknowledge(MqttMessage message) {
        try {
            client.messageArrivedComplete(message.getId(), message.getQos());
        } catch (MqttException e) {
            LOG.debugf("A message was processed but not acknowledged, the broker delivers it again: %s", e);
        }
    }

    @Override
    public void disconnected(@Nullable MqttDisconnectResponse response) {
        end.complete(String.valueOf(response));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOG.debugf("Paho reports: %s", exception);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Each publication has a listener of its own.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // connect() waits for its token.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        end.complete("the broker asked for an authentication exchange that is not supported");
    }

    @Override
    public void close() {
        end.complete("closed");
        if (outgoing != null) {
            outgoing.close();
        }
        try {
            client.disconnectForcibly(0, GOODBYE_MILLIS, true);
        } catch (MqttException e) {
            LOG.debugf("The connection to the broker was gone before it was closed: %s", e);
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debugf("Paho did not close: %s", e);
        }
    }
}
