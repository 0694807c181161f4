package io.slipway.device.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A device's connection to the broker. */
public final class MqttDevice implements AutoCloseable, MqttCallback {

    private static final long PATIENCE_MILLIS = 20_000;

    private final MqttAsyncClient client;
    private final Map<String, List<String>> messages = new ConcurrentHashMap<>();

    private MqttDevice(MqttAsyncClient client) {
        this.client = client;
    }

    /** Connects with the certificate of {@code device}; throws what the broker answers. */
    public static MqttDevice connect(TestDevice device, String clientId) throws MqttException {
        String broker = ConfigProvider.getConfig().getValue("slipway.device.mqtt.uri", String.class);
        MqttAsyncClient client = new MqttAsyncClient(broker, clientId, new MemoryPersistence());
        MqttDevice connected = new MqttDevice(client);
        client.setCallback(connected);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(device.tls().getSocketFactory());
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        client.connect(options).waitForCompletion(PATIENCE_MILLIS);
        return connected;
    }

    /** The reason code of the broker for the subscription. */
    public int subscribe(String topic) throws MqttException {
        IMqttToken token = client.subscribe(topic, 1);
        token.waitForCompletion(PATIENCE_MILLIS);
        return token.getReasonCodes()[0];
    }

    /** The reason code of the broker for the message. */
    public int publish(String topic, String text) throws MqttException {
        return publish(topic, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The reason code of the broker for the message. */
    public int publish(String topic, byte[] payload) throws MqttException {
        IMqttToken token = client.publish(topic, payload, 1, false);
        token.waitForCompletion(PATIENCE_MILLIS);
        return token.getReasonCodes()[0];
    }

    /** What has arrived on a topic, in order. */
    public List<String> received(String topic) {
        return List.copyOf(messages.getOrDefault(topic, List.of()));
    }

    public boolean isConnected() {
        return client.isConnected();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        messages.computeIfAbsent(topic, name -> new CopyOnWriteArrayList<>())
                .add(new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        // Tests ask isConnected().
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // Tests see the failed token.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Tests wait for the token.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // connect() waits for the token.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // Not used.
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 500, client.isConnected());
            client.close(true);
        } catch (MqttException e) {
            // It was gone already.
        }
    }
}
