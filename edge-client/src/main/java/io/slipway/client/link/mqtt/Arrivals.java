package io.slipway.client.link.mqtt;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

import io.slipway.client.link.Command;
import io.slipway.client.link.LinkException;
import io.slipway.client.link.json.JsonCommands;
import io.slipway.client.log.EventLog;

/** What the broker delivered: the newest command and the highest acknowledgement. Filled on Paho's thread, which is never blocked. */
final class Arrivals implements MqttCallback {

    private final String commandTopic;
    private final String acknowledgementTopic;
    private final EventLog log;
    private @Nullable Command command;
    private long acknowledged;

    Arrivals(String commandTopic, String acknowledgementTopic, EventLog log) {
        this.commandTopic = commandTopic;
        this.acknowledgementTopic = acknowledgementTopic;
        this.log = log;
    }

    /** Takes the newest command, waiting for one while {@code connected}. */
    synchronized Optional<Command> awaitCommand(Duration time, BooleanSupplier connected)
            throws LinkException, InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); command == null && left > 0; left = deadline - System.nanoTime()) {
            requireConnected(connected);
            wait(left / 1_000_000 + 1);
        }
        Optional<Command> taken = Optional.ofNullable(command);
        command = null;
        return taken;
    }

    /** The highest acknowledged sequence number, after waiting until it is at least {@code sequence}. */
    synchronized long awaitAcknowledgement(long sequence, Duration time, BooleanSupplier connected)
            throws LinkException, InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); acknowledged < sequence && left > 0; left = deadline - System.nanoTime()) {
            requireConnected(connected);
            wait(left / 1_000_000 + 1);
        }
        return acknowledged;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        try {
            if (topic.equals(commandTopic) && message.getPayload().length > 0) {
                commandArrived(JsonCommands.command(message.getPayload()));
            } else if (topic.equals(acknowledgementTopic)) {
                acknowledgementArrived(JsonCommands.acknowledgement(message.getPayload()));
            }
        } catch (LinkException e) {
            log.warn("message ignored", "topic", topic, "cause", e);
        }
    }

    @Override
    public synchronized void disconnected(MqttDisconnectResponse response) {
        log.warn("the connection to the broker broke", "channel", "mqtt", "cause", cause(response));
        notifyAll();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        log.warn("the MQTT client met an error", "channel", "mqtt", "cause", exception);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // whoever published waits for the token
    }

    @Override
    public void connectComplete(boolean reconnect, String address) {
        // whoever connected waits for the token
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // identity is the client certificate; there is no other authentication
    }

    private synchronized void commandArrived(Command arrived) {
        command = arrived;
        notifyAll();
    }

    private synchronized void acknowledgementArrived(long sequence) {
        acknowledged = Math.max(acknowledged, sequence);
        notifyAll();
    }

    private static Object cause(MqttDisconnectResponse response) {
        return response.getException() == null ? response.getReturnCode() : response.getException();
    }

    private static void requireConnected(BooleanSupplier connected) throws LinkException {
        if (!connected.getAsBoolean()) {
            throw new LinkException("The connection to the broker is broken");
        }
    }
}
