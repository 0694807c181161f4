package io.slipway.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;

import static org.assertj.core.api.Assertions.assertThat;

/** Receives traces as a collector does: OTLP over HTTP with protobuf bodies (OpenTelemetry Protocol 1.5, section "OTLP/HTTP"). */
final class TraceReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> spans = new CopyOnWriteArrayList<>();

    /**
     * A span with what tells it from others.
     *
     * @param trace the id of its trace
     * @param name the resource's {@code service.name}, a colon, and the name of the span; a device in parentheses if it is about one
     */
    private record Received(String trace, String name) {}

    TraceReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    /** What a service is told by its environment to send its traces here. */
    Map<String, String> environment() {
        return Map.of(
                "SLIPWAY_TRACE_RATIO",
                "1.0",
                "SLIPWAY_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf");
    }

    /** The spans so far of the one trace that has a span of this name, for example {@code rollout-service: POST /api/v1/rollouts}. */
    Set<String> traceWith(String name) {
        Set<String> traces = spans.stream()
                .filter(span -> span.name().equals(name))
                .map(Received::trace)
                .collect(Collectors.toSet());
        assertThat(traces).as("traces with the span %s", name).hasSize(1);
        return spans.stream()
                .filter(span -> traces.contains(span.trace()))
                .map(Received::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(
                    packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody());
            for (ResourceSpans resource : request.getResourceSpansList()) {
                String service = attribute(resource.getResource().getAttributesList(), "service.name");
                resource.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .forEach(span -> spans.add(new Received(hex(span.getTraceId()), service + ": " + title(span))));
            }
            byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String title(Span span) {
        String device = attribute(span.getAttributesList(), "slipway.device");
        return device.isEmpty() ? span.getName() : span.getName() + " (" + device + ")";
    }

    private static String attribute(List<KeyValue> attributes, String key) {
        return attributes.stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
