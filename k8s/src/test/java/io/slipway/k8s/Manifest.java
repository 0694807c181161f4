package io.slipway.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/** One rendered object of Kubernetes. */
record Manifest(JsonNode content) {

    String kind() {
        return content.path("kind").asText();
    }

    String apiVersion() {
        return content.path("apiVersion").asText();
    }

    String name() {
        return content.at("/metadata/name").asText();
    }

    boolean is(String kind) {
        return kind().equals(kind);
    }

    /** Returns whether the object makes pods. */
    boolean makesPods() {
        return content.at("/spec/template/spec/containers").isArray();
    }

    JsonNode podSpec() {
        return content.at("/spec/template/spec");
    }

    Map<String, String> podLabels() {
        return texts(content.at("/spec/template/metadata/labels"));
    }

    List<JsonNode> containers() {
        List<JsonNode> containers = new ArrayList<>();
        podSpec().path("containers").forEach(containers::add);
        podSpec().path("initContainers").forEach(containers::add);
        return containers;
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
