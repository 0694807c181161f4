package io.slipway.client.update;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.journal.RecordLog;
import io.slipway.client.slot.SlotName;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;

/** What each slot of each component holds, as far as the client knows: what it committed itself, or what the factory put there. */
public final class InstalledImages {

    private static final int WORDS = 6;

    private final RecordLog log;
    private final Map<Place, Image> images = new LinkedHashMap<>();

    /**
     * A known image.
     *
     * @param name of the release
     * @param version of the release
     */
    public record Image(String name, String version, Content content) {}

    private record Place(String component, SlotName slot) {}

    /** Takes up what {@code log} holds: records {@code SLOT COMPONENT NAME VERSION SHA256 LENGTH}, one for each known image; a word alone is no image. */
    public InstalledImages(RecordLog log) {
        this.log = log;
        for (String record : log.records()) {
            String[] words = record.split(" ", WORDS);
            if (words.length == WORDS) {
                SlotName slot =
                        SlotName.parse(words[0]).orElseThrow(() -> new IllegalStateException("No slot: " + record));
                images.put(
                        new Place(words[1], slot),
                        new Image(words[2], words[3], new Content(Long.parseLong(words[5]), new Sha256(words[4]))));
            }
        }
    }

    /** What {@code slot} of a component holds. */
    public Optional<Image> in(String component, SlotName slot) {
        return Optional.ofNullable(images.get(new Place(component, slot)));
    }

    /** Remembers what the factory put there, unless anything was recorded before. */
    public void provision(Map<String, Image> factory, SlotName slot) {
        if (log.records().isEmpty()) {
            put(factory, slot);
        }
    }

    /** Remembers images by component, all at once; does nothing if they are known already. */
    public void put(Map<String, Image> known, SlotName slot) {
        boolean isNew = false;
        for (Map.Entry<String, Image> entry : known.entrySet()) {
            isNew |= !entry.getValue().equals(images.put(new Place(entry.getKey(), slot), entry.getValue()));
        }
        if (isNew) {
            save();
        }
    }

    /** Forgets what {@code slot} of a component held, because it is about to be overwritten. */
    public void forget(String component, SlotName slot) {
        if (images.remove(new Place(component, slot)) != null) {
            save();
        }
    }

    private void save() {
        List<String> records = images.entrySet().stream()
                .map(entry -> record(entry.getKey(), entry.getValue()))
                .toList();
        log.replace(records.isEmpty() ? List.of("none") : records);
    }

    private static String record(Place place, Image image) {
        return String.join(
                " ",
                place.slot().text(),
                place.component(),
                image.name(),
                image.version(),
                image.content().sha256().hex(),
                Long.toString(image.content().length()));
    }
}
