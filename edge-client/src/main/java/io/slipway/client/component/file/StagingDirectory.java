package io.slipway.client.component.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.slipway.client.component.StagingArea;
import io.slipway.client.journal.file.Durability;
import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.Slots;
import io.slipway.client.slot.file.FileSlot;

/** Two files in a directory of the component: {@code current.img} and {@code next.img}. */
public final class StagingDirectory implements StagingArea {

    private final Path current;
    private final Path next;
    private final Slots slots;

    /**
     * @param directory of this component alone; made if it does not exist
     * @param capacity bytes that an image may have
     */
    public StagingDirectory(String component, Path directory, long capacity) throws IOException {
        Files.createDirectories(directory);
        this.current = directory.resolve("current.img");
        this.next = directory.resolve("next.img");
        this.slots = new Slots(
                component, new FileSlot(CURRENT, current, capacity), new FileSlot(CURRENT.opposite(), next, capacity));
        if (!Files.exists(current)) {
            Files.createFile(current);
        }
    }

    @Override
    public Slot current() {
        return slots.get(CURRENT);
    }

    @Override
    public InactiveSlot next() {
        return slots.besides(CURRENT);
    }

    @Override
    public Path nextFile() {
        return next;
    }

    @Override
    public boolean isStaged() {
        return Files.exists(next);
    }

    @Override
    public void keep() throws IOException {
        if (isStaged()) {
            Durability.moveInto(next, current);
        }
    }

    @Override
    public void drop() throws IOException {
        Files.deleteIfExists(next);
    }
}
