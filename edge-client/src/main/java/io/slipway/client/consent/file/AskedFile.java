package io.slipway.client.consent.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import io.slipway.client.consent.Asked;
import io.slipway.client.consent.AskedStore;
import io.slipway.client.consent.Occasion;
import io.slipway.client.journal.file.Durability;
import io.slipway.client.log.EventLog;
import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonReader;
import io.slipway.metadata.canonical.JsonText;

/** One small JSON file, replaced as a whole and forced, so that after a loss of power it is the old or the new one. */
public final class AskedFile implements AskedStore {

    private static final long MAX_BYTES = 4096;

    private final Path file;
    private final EventLog log;

    public AskedFile(Path file, EventLog log) {
        this.file = file;
        this.log = log;
    }

    @Override
    public Optional<Asked> load() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("it has more than " + MAX_BYTES + " bytes");
            }
            return Optional.of(read(JsonReader.readObject(Files.readAllBytes(file), JsonLimits.MESSAGE)));
        } catch (IOException | IllegalArgumentException | DateTimeException e) { // refused JSON included
            log.warn("what local programs were asked is forgotten", "file", file, "cause", e);
            return Optional.empty();
        }
    }

    @Override
    public void save(Asked asked) throws IOException {
        Durability.replace(
                file,
                JsonText.bytes(JsonObject.builder()
                        .put("deploymentId", asked.deployment().toString())
                        .put("occasion", asked.occasion().name().toLowerCase(Locale.ROOT))
                        .put("at", asked.at().toString())
                        .put("granted", asked.granted())
                        .put("notBefore", asked.notBefore().toString())
                        .put("seen", asked.seen().toString())
                        .build()));
    }

    private static Asked read(JsonObject json) {
        return new Asked(
                UUID.fromString(json.string("deploymentId")),
                Occasion.valueOf(json.string("occasion").toUpperCase(Locale.ROOT)),
                Instant.parse(json.string("at")),
                json.bool("granted"),
                Instant.parse(json.string("notBefore")),
                Instant.parse(json.string("seen")));
    }
}
