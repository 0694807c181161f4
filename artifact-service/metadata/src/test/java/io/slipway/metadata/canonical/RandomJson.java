package io.slipway.metadata.canonical;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** Random JSON values and random changes to bytes, the same for the same seed. */
final class RandomJson {

    /** Characters around which escaping, sorting and UTF-8 change their behaviour. */
    private static final int[] CODE_POINTS = {
        0, '\b', '\t', '\n', '\f', '\r', 0x1f, ' ', '"', '/', '\\', 'A', 'z', 0x7f, 0x80, 0xe4, 0x7ff, 0x800, 0xd7ff,
        0xe000, 0xfffd, 0xffff, 0x10000, 0x1f600, 0x10ffff
    };

    private final SplittableRandom random;

    RandomJson(long seed) {
        this.random = new SplittableRandom(seed);
    }

    JsonValue value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> new JsonString(text());
            case 1 -> new JsonInteger(integer());
            case 2 -> new JsonBoolean(random.nextBoolean());
            case 3 -> new JsonNull();
            case 4 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    JsonObject object(int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        int size = random.nextInt(6);
        for (int i = 0; i < size; i++) {
            members.put(text(), value(depth));
        }
        return new JsonObject(members);
    }

    /** The same value with the members of every object in another order. */
    JsonValue shuffled(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                List<String> names = new ArrayList<>(object.members().keySet());
                Collections.shuffle(names, new Random(random.nextLong()));
                Map<String, JsonValue> members = new LinkedHashMap<>();
                names.forEach(
                        name -> members.put(name, shuffled(object.find(name).orElseThrow())));
                yield new JsonObject(members);
            }
            case JsonArray array ->
                new JsonArray(array.values().stream().map(this::shuffled).toList());
            case JsonString string -> string;
            case JsonInteger integer -> integer;
            case JsonBoolean bool -> bool;
            case JsonNull none -> none;
        };
    }

    /** Flips, inserts, removes, repeats or cuts at 1 to 4 random places. */
    byte[] mutated(byte[] bytes) {
        StringBuilder changed = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && !changed.isEmpty(); i++) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(6)) {
                case 0 -> changed.setCharAt(at, (char) random.nextInt(256));
                case 1 -> changed.insert(at, (char) random.nextInt(256));
                case 2 -> changed.deleteCharAt(at);
                case 3 -> changed.setCharAt(at, "{}[]\",:\\0-9.eEu tfn".charAt(random.nextInt(19)));
                case 4 ->
                    changed.insert(at, changed.substring(at, Math.min(changed.length(), at + random.nextInt(40))));
                default -> changed.setLength(at);
            }
        }
        return changed.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private JsonArray array(int depth) {
        List<JsonValue> values = new ArrayList<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            values.add(value(depth));
        }
        return new JsonArray(values);
    }

    private String text() {
        var text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }

    private long integer() {
        return switch (random.nextInt(4)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> random.nextInt(-20, 20);
            default -> random.nextLong();
        };
    }
}
