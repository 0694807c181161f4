package io.slipway.client.update;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.journal.RecordLog;
import io.slipway.client.slot.SlotName;

/** What each slot holds, as far as the client knows: what it committed itself, or what the factory put there. */
public final class InstalledImages {

    private final RecordLog log;
    private final Map<SlotName, Image> images = new EnumMap<>(SlotName.class);

    /**
     * A known image.
     *
     * @param name of the release
     * @param version of the release
     * @param sha256 of the image, 64 hexadecimal digits
     */
    public record Image(String name, String version, String sha256) {}

    /** Takes up what {@code log} holds: records {@code SLOT NAME VERSION SHA256}, or {@code SLOT} alone when it is not known any more. */
    public InstalledImages(RecordLog log) {
        this.log = log;
        for (String record : log.records()) {
            String[] words = record.split(" ", 4);
            SlotName slot = SlotName.parse(words[0]).orElseThrow(() -> new IllegalStateException("No slot: " + record));
            if (words.length == 4) {
                images.put(slot, new Image(words[1], words[2], words[3]));
            } else {
                images.remove(slot);
            }
        }
    }

    public Optional<Image> in(SlotName slot) {
        return Optional.ofNullable(images.get(slot));
    }

    /** Remembers what the factory put into {@code slot}, unless anything was recorded before. */
    public void provision(SlotName slot, Image image) {
        if (log.records().isEmpty()) {
            put(slot, image);
        }
    }

    /** Remembers {@code image}; does nothing if it is known already. */
    public void put(SlotName slot, Image image) {
        if (!image.equals(images.put(slot, image))) {
            save();
        }
    }

    /** Forgets what {@code slot} held, because it is about to be overwritten. */
    public void forget(SlotName slot) {
        if (images.remove(slot) != null) {
            save();
        }
    }

    private void save() {
        log.replace(Arrays.stream(SlotName.values())
                .map(slot -> in(slot).map(i -> slot.text() + " " + i.name() + " " + i.version() + " " + i.sha256())
                        .orElse(slot.text()))
                .toList());
    }
}
