package io.slipway.client.consent.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.slipway.client.consent.LocalConsent;
import io.slipway.client.notification.Requests;
import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonReader;
import io.slipway.metadata.canonical.JsonText;

/** The requests {@code {"consent":"grant"}} and {@code {"consent":"defer","seconds":3600}}, as in docs/contracts. */
public final class ConsentRequests implements Requests {

    private static final String NOTHING_WAITS = "no update waits for consent";

    private final LocalConsent consent;

    public ConsentRequests(LocalConsent consent) {
        this.consent = consent;
    }

    @Override
    public String answer(String line) {
        try {
            JsonObject request = JsonReader.readObject(line.getBytes(StandardCharsets.UTF_8), JsonLimits.MESSAGE);
            return switch (request.string("consent")) {
                case "grant" -> consent.grant() ? answer("consent", "granted") : answer("error", NOTHING_WAITS);
                case "defer" -> defer(request.integer("seconds"));
                default -> answer("error", "the consent is 'grant' or 'defer'");
            };
        } catch (IOException e) {
            return answer("error", "the answer could not be kept: " + e.getMessage());
        } catch (IllegalArgumentException | ArithmeticException e) { // refused JSON included
            return answer("error", String.valueOf(e.getMessage()));
        }
    }

    private String defer(long seconds) throws IOException {
        Optional<Instant> until = consent.defer(Duration.ofSeconds(seconds));
        return until.isEmpty()
                ? answer("error", NOTHING_WAITS)
                : JsonText.of(JsonObject.builder()
                        .put("consent", "deferred")
                        .put("until", until.get().truncatedTo(ChronoUnit.MILLIS).toString())
                        .build());
    }

    private static String answer(String name, String value) {
        return JsonText.of(JsonObject.builder().put(name, value).build());
    }
}
