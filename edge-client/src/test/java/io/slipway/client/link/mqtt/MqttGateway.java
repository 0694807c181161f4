package io.slipway.client.link.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** The gateway's side of the contract for board-1: retains its command, takes its reports, acknowledges them. */
final class MqttGateway implements MqttCallback {

    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":([0-9]+)");
    private static final long TIMEOUT = 20_000;

    private final String url;
    private final SSLContext tls;
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private @Nullable MqttAsyncClient client;
    private volatile boolean holding;

    MqttGateway(String url, SSLContext tls) {
        this.url = url;
        this.tls = tls;
    }

    void connect() throws MqttException {
        close();
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(tls.getSocketFactory());
        options.setHttpsHostnameVerificationEnabled(true);
        MqttAsyncClient fresh = new MqttAsyncClient(url, "gateway-1", new MemoryPersistence());
        fresh.setCallback(this);
        fresh.connect(options).waitForCompletion(TIMEOUT);
        fresh.subscribe("slipway/default/board-1/report", 1).waitForCompletion(TIMEOUT);
        client = fresh;
    }

    List<String> reports() {
        return reports;
    }

    /** From now on reports are not acknowledged, but by {@link #acknowledge}. */
    void hold() {
        holding = true;
    }

    void acknowledge(String sequence) throws MqttException {
        byte[] acknowledgement = ("{\"sequence\":" + sequence + "}").getBytes(StandardCharsets.UTF_8);
        connected().publish("slipway/default/board-1/ack", acknowledgement, 1, false);
    }

    void retain(byte[] command) throws MqttException {
        connected().publish("slipway/default/board-1/command", command, 1, true).waitForCompletion(TIMEOUT);
    }

    void close() {
        MqttAsyncClient open = client;
        client = null;
        if (open != null) {
            try {
                open.disconnectForcibly(0, 1000, false);
                open.close(true);
            } catch (MqttException e) {
                // it was broken before
            }
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws MqttException {
        String report = new String(message.getPayload(), StandardCharsets.UTF_8);
        reports.add(report);
        Matcher sequence = SEQUENCE.matcher(report);
        if (sequence.find() && !holding) {
            acknowledge(sequence.group(1));
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String address) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    private MqttAsyncClient connected() {
        MqttAsyncClient open = client;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }
}
