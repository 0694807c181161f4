package io.slipway.engines;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A connected MQTT client that collects what it receives. */
final class TestClient implements MqttCallback, AutoCloseable {

    private final MqttClient client;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> disconnection = new CompletableFuture<>();

    TestClient(String url, String clientId, SSLContext context) throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(context.getSocketFactory());
        options.setConnectionTimeout(20);
        client = new MqttClient(url, clientId, new MemoryPersistence());
        client.setTimeToWait(20_000);
        client.setCallback(this);
        client.connect(options);
    }

    /** Subscribes with QoS 1 and returns the broker's reason code. */
    int subscribe(String filter) throws MqttException {
        return client.subscribe(new MqttSubscription[] {new MqttSubscription(filter, 1)})
                .getReasonCodes()[0];
    }

    /** Sends with QoS 1 and does not wait for the answer. */
    void publish(String topic, String text, boolean retained) throws MqttException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        client.getTopic(topic).publish(new MqttMessage(payload, 1, retained, new MqttProperties()));
    }

    /** The reason code with which the broker ends the connection. */
    CompletableFuture<Integer> disconnection() {
        return disconnection;
    }

    BlockingQueue<String> received() {
        return received;
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect();
        }
        client.close();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        received.add(new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        disconnection.complete(response.getReturnCode());
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
