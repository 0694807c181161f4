package io.slipway.device.report.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import io.slipway.device.report.DeviceEvent;
import io.slipway.device.report.DeviceEvent.CommandOffered;
import io.slipway.device.report.DeviceEvent.Reported;
import io.slipway.device.report.DeviceEventLog;
import io.slipway.device.report.json.DeviceEventWriter;
import io.slipway.events.Event;
import io.slipway.events.EventPublisher;
import io.slipway.events.Traces;

/**
 * Sends device events to Kafka and tries again until it has acknowledged: a report that is not durable is a report that the device keeps. How many are under
 * way is bounded by those who call.
 */
public final class KafkaDeviceEventLog implements DeviceEventLog {

    private static final Logger LOG = Logger.getLogger(KafkaDeviceEventLog.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final EventPublisher publisher;
    private final Tracer tracer;
    private final DeviceEventWriter writer = new DeviceEventWriter();

    public KafkaDeviceEventLog(EventPublisher publisher, OpenTelemetry telemetry) {
        this.publisher = publisher;
        this.tracer = telemetry.getTracer("io.slipway.device");
    }

    @Override
    public CompletionStage<Void> append(DeviceEvent event, Optional<String> traceparent) {
        Event written = writer.write(event);
        Span span = tracer.spanBuilder(spanName(event))
                .setParent(Traces.contextOf(traceparent.orElse(null)))
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("slipway.device", event.device().key())
                .startSpan();
        return Uni.createFrom()
                .deferred(() -> publisher.publish(written, traceparentOf(span.getSpanContext())))
                .onFailure()
                .invoke(failure -> LOG.debugf(
                        "Kafka did not take an event, trying again tenant=%s deviceId=%s type=%s: %s",
                        event.device().tenant(), event.device().id(), written.type(), failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .onFailure()
                .invoke(failure -> span.setStatus(StatusCode.ERROR, failure.toString()))
                .onTermination()
                .invoke(span::end)
                .subscribeAsCompletionStage();
    }

    private static String spanName(DeviceEvent event) {
        return switch (event) {
            case Reported reported -> "report received";
            case CommandOffered offered -> "command offered";
        };
    }

    private static String traceparentOf(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }
}
