package io.slipway.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Where two JSON documents differ. */
final class Differences {

    private Differences() {}

    /** Returns the JSON pointers of the smallest parts that differ; a whole array or object where one side has none of its parts. */
    static List<String> between(JsonNode one, JsonNode other) {
        List<String> found = new ArrayList<>();
        collect("", one, other, found);
        return found;
    }

    private static void collect(String pointer, JsonNode one, JsonNode other, List<String> found) {
        if (one.equals(other)) {
            return;
        }
        if (one.isObject() && other.isObject()) {
            Set<String> names = new TreeSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> collect(pointer + "/" + name, part(one, name), part(other, name), found));
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                collect(pointer + "/" + i, one.get(i), other.get(i), found);
            }
        } else {
            found.add(pointer);
        }
    }

    private static JsonNode part(JsonNode object, String name) {
        JsonNode part = object.get(name);
        return part == null ? MissingNode.getInstance() : part;
    }
}
