package io.slipway.device.session.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.slipway.device.session.Broker;
import io.slipway.device.session.BrokerUnavailableException;

/**
 * Keeps a connection to the broker, one after the other, with growing pauses between attempts.
 *
 * <p>One thread connects, subscribes, waits for the connection to end, and starts again. Paho's own reconnection is not used: it does not cover the first
 * attempt, and does not subscribe again where the broker has lost the session.
 */
public final class PahoBroker implements Broker, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PahoBroker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final MqttSettings settings;
    private final AtomicReference<@Nullable PahoConnection> connection = new AtomicReference<>();
    private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();
    private final Thread thread = Thread.ofPlatform().name("mqtt-link").daemon().unstarted(this::keepConnected);
    private volatile boolean closed;

    /** Does nothing until {@link #start()}. */
    public PahoBroker(MqttSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts to connect, and returns at once.
     *
     * @throws IllegalStateException if there is no subscription yet
     */
    public void start() {
        wanted();
        thread.start();
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public boolean isConnected() {
        PahoConnection present = connection.get();
        return present != null && present.isOpen();
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] payload, boolean retained) {
        PahoConnection present = connection.get();
        return present == null
                ? CompletableFuture.failedStage(new BrokerUnavailableException("There is no connection to the broker."))
                : present.publish(topic, payload, retained);
    }

    @Override
    public void subscribe(String filter, Receiver receiver) {
        Incoming incoming = new Incoming(receiver, settings.maxInFlight());
        if (!subscription.compareAndSet(null, new Subscription(filter, incoming))) {
            throw new IllegalStateException("There is a subscription already");
        }
    }

    private void keepConnected() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            Instant began = Instant.now();
            runConnection(wanted());
            boolean wasSteady = Duration.between(began, Instant.now()).compareTo(settings.maxReconnectDelay()) > 0;
            pause = wasSteady ? FIRST_PAUSE : shorter(pause.multipliedBy(2), settings.maxReconnectDelay());
            pause(pause);
        }
    }

    private void runConnection(Subscription wanted) {
        if (!wanted.incoming().isReady()) {
            LOG.warnf(
                    "No new connection to the broker while messages of earlier ones wait uri=%s places=%d",
                    settings.uri(), wanted.incoming().free());
            return;
        }
        try (PahoConnection present = PahoConnection.open(settings, wanted)) {
            // Before subscribing: messages of a session that the broker has kept are here already, and are answered
            // over this connection.
            connection.set(present);
            present.subscribe();
            LOG.infof("Connected to the broker uri=%s clientId=%s", settings.uri(), settings.clientId());
            LOG.warnf("The connection to the broker has ended, trying again: %s", present.awaitEnd());
        } catch (IOException | MqttException e) {
            LOG.warnf("The broker cannot be reached, trying again uri=%s: %s", settings.uri(), e);
        } catch (RuntimeException e) { // whichever: without this thread the service would be deaf for good
            LOG.errorf(e, "The connection to the broker has failed unexpectedly, trying again uri=%s", settings.uri());
        } catch (InterruptedException e) {
            LOG.debug("The connection to the broker is closed with the service");
        } finally {
            connection.set(null);
        }
    }

    private void pause(Duration time) {
        try {
            if (!closed) {
                Thread.sleep(time);
            }
        } catch (InterruptedException e) {
            LOG.debug("The pause before the next connection is cut short by the end of the service");
        }
    }

    private Subscription wanted() {
        Subscription wanted = subscription.get();
        if (wanted == null) {
            throw new IllegalStateException("There is no subscription");
        }
        return wanted;
    }

    /** Ends the connection; messages that are under way fail. Waits for at most five seconds. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** What to receive, and who takes it. */
    record Subscription(String filter, Incoming incoming) {}
}
