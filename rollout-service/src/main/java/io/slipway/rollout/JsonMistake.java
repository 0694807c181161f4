package io.slipway.rollout;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import org.jspecify.annotations.Nullable;

/** What is wrong in JSON and where, in words for whoever wrote it: without the names of classes. */
final class JsonMistake {

    private JsonMistake() {}

    /** One sentence. */
    static String describe(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "There is no field " + place(unknown) + "; known are "
                        + new TreeSet<>(unknown.getKnownPropertyIds().stream()
                                .map(Object::toString)
                                .toList())
                        + ".";
            case InvalidNullException none -> "At " + place(none) + ": null is not possible.";
            case ValueInstantiationException refused -> "At " + place(refused) + ": " + cause(refused) + ".";
            case MismatchedInputException other ->
                "At " + place(other) + ": expected " + kind(other.getTargetType()) + ".";
            case JsonMappingException other
            when other.getCause() instanceof InputCoercionException tooLarge ->
                "At " + place(other) + ": expected " + kind(tooLarge.getTargetType()) + ".";
            case JsonMappingException other -> "At " + place(other) + ": not readable.";
            default -> "The JSON is broken" + position(e.getLocation()) + ".";
        };
    }

    private static String place(JsonMappingException e) {
        if (e.getPath().isEmpty()) {
            return "the top";
        }
        String joined = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return joined.startsWith(".") ? joined.substring(1) : joined;
    }

    private static String cause(ValueInstantiationException e) {
        return Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("not possible");
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Integer.class || type == Long.class || type.isPrimitive()) {
            return "a whole number of at most " + (type == Integer.class || type == int.class ? 32 : 64) + " bits";
        }
        if (type == java.time.Instant.class) {
            return "an instant such as 2026-11-21T10:00:00Z";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "another value";
    }

    private static String position(@Nullable JsonLocation where) {
        return where == null ? "" : " in line " + where.getLineNr() + ", column " + where.getColumnNr();
    }
}
