package io.slipway.client.consent.json;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonText;

/** The words of the command line {@code consent grant} and {@code consent defer 1h} as requests. */
public final class ConsentCommand {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smhd])");

    private ConsentCommand() {}

    /** The request that {@code operands} mean; empty if they mean none. */
    public static Optional<String> request(List<String> operands) {
        if (operands.equals(List.of("grant"))) {
            return Optional.of(
                    JsonText.of(JsonObject.builder().put("consent", "grant").build()));
        }
        if (operands.size() != 2 || !operands.getFirst().equals("defer")) {
            return Optional.empty();
        }
        Matcher time = TIME.matcher(operands.getLast());
        return time.matches() ? Optional.of(defer(seconds(time))) : Optional.empty();
    }

    /** Whether the client did not do what it was asked. */
    public static boolean isRefusal(String answer) {
        return answer.startsWith("{\"error\":");
    }

    private static String defer(long seconds) {
        return JsonText.of(JsonObject.builder()
                .put("consent", "defer")
                .put("seconds", seconds)
                .build());
    }

    private static long seconds(Matcher time) {
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "s" -> amount;
            case "m" -> amount * 60;
            case "h" -> amount * 3600;
            default -> amount * 86_400;
        };
    }
}
