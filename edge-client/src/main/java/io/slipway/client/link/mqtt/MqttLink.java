package io.slipway.client.link.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

import io.slipway.client.link.Command;
import io.slipway.client.link.Link;
import io.slipway.client.link.LinkException;
import io.slipway.client.log.EventLog;
import io.slipway.client.report.QueuedReport;

/**
 * MQTT 5 at quality of service 1, client id {@code <tenant>/<deviceId>}. The command is retained by the broker, so every new connection begins with it
 * and no session needs to be kept. One connection serves both directions; the one that first needs it makes it.
 */
public final class MqttLink implements Link {

    private static final int QOS = 1;
    private static final int FIRST_REASON_CODE_OF_FAILURE = 0x80;
    private static final long OPERATION_MILLIS = 30_000;
    private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(30);

    private final Settings settings;
    private final EventLog log;
    private final Arrivals arrivals;
    private @Nullable MqttAsyncClient client;

    /**
     * Where to connect, and as whom.
     *
     * @param broker for example {@code ssl://broker:8883}
     * @param clientId {@code <tenant>/<deviceId>}
     * @param tls shows the device's certificate
     */
    public record Settings(String broker, String clientId, SSLContext tls) {

        String topic(String last) {
            return "slipway/" + clientId + "/" + last;
        }
    }

    public MqttLink(Settings settings, EventLog log) {
        this.settings = settings;
        this.log = log;
        this.arrivals = new Arrivals(settings.topic("command"), settings.topic("ack"), log);
    }

    @Override
    public Optional<Command> receive(Duration wait) throws LinkException, InterruptedException {
        MqttAsyncClient connected = connected();
        return arrivals.awaitCommand(wait, connected::isConnected);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A report goes out when the one before is acknowledged: the broker may give them to different gateways, and an acknowledgement speaks for all that
     * came before.
     */
    @Override
    public long send(List<QueuedReport> reports) throws LinkException, InterruptedException {
        MqttAsyncClient connected = connected();
        long acknowledged = 0;
        for (QueuedReport report : reports) {
            publish(connected, report);
            acknowledged = arrivals.awaitAcknowledgement(report.sequence(), ACKNOWLEDGEMENT, connected::isConnected);
            if (acknowledged < report.sequence()) {
                break;
            }
        }
        return acknowledged;
    }

    private void publish(MqttAsyncClient connected, QueuedReport report) throws LinkException {
        byte[] text = report.text().getBytes(StandardCharsets.UTF_8);
        try {
            complete(connected.publish(settings.topic("report"), text, QOS, false), "publish a report");
        } catch (MqttException e) {
            throw new LinkException("The broker did not take a report", e);
        }
    }

    @Override
    public String channel() {
        return "mqtt";
    }

    @Override
    public synchronized void close() {
        MqttAsyncClient open = client;
        client = null;
        if (open == null) {
            return;
        }
        try {
            if (open.isConnected()) {
                open.disconnect(1000).waitForCompletion(2000);
            } else {
                open.disconnectForcibly(0, 1000, false);
            }
        } catch (MqttException e) {
            log.info("the broker was left without a farewell", "cause", e);
        }
        try {
            open.close(true);
        } catch (MqttException e) {
            log.info("the connection to the broker did not close cleanly", "cause", e);
        }
    }

    private synchronized MqttAsyncClient connected() throws LinkException {
        MqttAsyncClient open = client;
        if (open != null && open.isConnected()) {
            return open;
        }
        close();
        try {
            MqttAsyncClient fresh =
                    new MqttAsyncClient(settings.broker(), settings.clientId(), new MemoryPersistence());
            client = fresh;
            fresh.setCallback(arrivals);
            complete(fresh.connect(options()), "connect");
            subscribe(fresh);
            log.info("connected to the broker", "channel", channel(), "broker", settings.broker());
            return fresh;
        } catch (MqttException e) {
            close();
            throw new LinkException("The broker " + settings.broker() + " cannot be reached", e);
        } catch (LinkException e) {
            close();
            throw e;
        }
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(60);
        options.setConnectionTimeout(20);
        options.setSocketFactory(settings.tls().getSocketFactory());
        options.setHttpsHostnameVerificationEnabled(true);
        return options;
    }

    private void subscribe(MqttAsyncClient fresh) throws MqttException, LinkException {
        String[] topics = {settings.topic("ack"), settings.topic("command")};
        complete(fresh.subscribe(topics, new int[] {QOS, QOS}), "subscribe");
    }

    /** Paho returns without an exception where the broker refused: the reason codes tell. */
    private static void complete(IMqttToken token, String what) throws MqttException, LinkException {
        token.waitForCompletion(OPERATION_MILLIS);
        int[] codes = token.getReasonCodes();
        if (codes != null) {
            for (int code : codes) {
                if (code >= FIRST_REASON_CODE_OF_FAILURE) {
                    throw new LinkException("The broker refused to " + what + " with reason code " + code);
                }
            }
        }
    }
}
