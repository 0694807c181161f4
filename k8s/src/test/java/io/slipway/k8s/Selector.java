package io.slipway.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** A label selector of Kubernetes: labels that must be there, and labels that must have one of some values. */
record Selector(Map<String, String> labels, Map<String, List<String>> choices) {

    /** Returns the selector that an object has as {@code labelSelector}, {@code podSelector} or {@code selector}. */
    static Selector of(JsonNode selector) {
        Map<String, List<String>> choices = new java.util.TreeMap<>();
        for (JsonNode expression : selector.path("matchExpressions")) {
            if (!expression.path("operator").asText().equals("In")) {
                throw new AssertionError("not an In expression: " + expression);
            }
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            choices.put(expression.path("key").asText(), values);
        }
        return new Selector(Manifest.texts(selector.path("matchLabels")), choices);
    }

    /** Returns the selector that a Service has. */
    static Selector ofLabels(JsonNode labels) {
        return new Selector(Manifest.texts(labels), Map.of());
    }

    boolean matches(Map<String, String> podLabels) {
        return podLabels.entrySet().containsAll(labels.entrySet())
                && choices.entrySet().stream()
                        .allMatch(choice -> choice.getValue().contains(podLabels.get(choice.getKey())));
    }
}
