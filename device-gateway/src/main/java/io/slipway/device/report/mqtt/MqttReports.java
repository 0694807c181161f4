package io.slipway.device.report.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.report.Channel;
import io.slipway.device.report.DeviceCounts;
import io.slipway.device.report.ReceiveReports;
import io.slipway.device.report.ReportRefusedException;
import io.slipway.device.report.ReportRefusedException.Cause;
import io.slipway.device.report.json.ReportParser;
import io.slipway.device.session.Broker;
import io.slipway.device.session.DeviceTopic;

/**
 * Takes reports from the broker. Who sent one is its topic, which the broker lets no other device use.
 *
 * <p>When a report is durable, the device gets its {@code ack} and the broker the acknowledgement. A report that can never be taken is counted and dropped: the
 * broker is to forget it, the device gets no {@code ack}.
 */
public final class MqttReports implements Broker.Receiver {

    private static final Logger LOG = Logger.getLogger(MqttReports.class);
    private static final String GROUP = "device-gateway";

    private final Broker broker;
    private final ReceiveReports receiveReports;
    private final DeviceCounts counts;
    private final ReportParser parser;

    public MqttReports(Broker broker, ReceiveReports receiveReports, DeviceCounts counts, ReportParser parser) {
        this.broker = broker;
        this.receiveReports = receiveReports;
        this.counts = counts;
        this.parser = parser;
    }

    /** Subscribes to the reports of all devices, together with the other gateways. */
    public void listen() {
        broker.subscribe(DeviceTopic.REPORT.sharedBy(GROUP), this);
    }

    @Override
    public CompletionStage<Void> received(String topic, byte[] payload) {
        try {
            DeviceName device = deviceOf(topic);
            return receiveReports
                    .receive(device, List.of(parser.parse(payload)), Channel.MQTT)
                    .thenAccept(sequence -> acknowledge(device, sequence));
        } catch (ReportRefusedException e) {
            counts.refused(Channel.MQTT, e.kind());
            LOG.debugf("Report dropped topic=%s reason=%s: %s", topic, e.kind().code(), e.getMessage());
            return CompletableFuture.completedStage(null);
        }
    }

    private static DeviceName deviceOf(String topic) throws ReportRefusedException {
        try {
            return DeviceTopic.REPORT.deviceOf(topic);
        } catch (IllegalArgumentException e) {
            throw new ReportRefusedException(Cause.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** If it does not arrive the device sends the report again, and gets it then. */
    private void acknowledge(DeviceName device, long sequence) {
        byte[] ack = ("{\"sequence\":" + sequence + "}").getBytes(StandardCharsets.UTF_8);
        broker.publish(DeviceTopic.ACK.of(device), ack, false).whenComplete((sent, failure) -> {
            if (failure != null) {
                LOG.debugf(
                        "Ack not sent tenant=%s deviceId=%s sequence=%d: %s",
                        device.tenant(), device.id(), sequence, failure);
            }
        });
    }
}
