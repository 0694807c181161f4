package io.slipway.k8s;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** The object model that Kubernetes generates from its OpenAPI document. Reading it refuses unknown fields, missing ones and wrong types. */
final class KubernetesModel {

    /** Kinds of other projects, which the model does not know. */
    private static final Set<String> FOREIGN = Set.of("monitoring.coreos.com/v1");

    private static final String PACKAGE = "io.kubernetes.client.openapi.models.";

    private KubernetesModel() {}

    static boolean knows(Manifest manifest) {
        return !FOREIGN.contains(manifest.apiVersion());
    }

    /**
     * Reads an object as the API server would with strict field validation.
     *
     * @throws AssertionError if there is no such kind, or the object is not of it, with what is wrong
     */
    static void read(JsonNode object) {
        String version = object.path("apiVersion").asText();
        String type = capitalised(version.substring(version.indexOf('/') + 1))
                + object.path("kind").asText();
        try {
            Class.forName(PACKAGE + type).getMethod("fromJson", String.class).invoke(null, object.toString());
        } catch (InvocationTargetException e) {
            throw new AssertionError(type + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Kubernetes has no " + type, e);
        }
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
