package io.slipway.client.component;

import java.io.IOException;
import java.nio.file.Path;

import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.SlotName;

/**
 * Where the images of a component lie that has no slots: the one in use, from which a delta starts, and the next one. To whoever writes images they are a
 * pair of slots of which {@link #CURRENT} always runs. One thread.
 */
public interface StagingArea {

    /** The name under which the image in use is remembered. */
    SlotName CURRENT = SlotName.A;

    /** The image in use; empty if there was none yet. */
    Slot current();

    /** Where the next image is written. */
    InactiveSlot next();

    /** The file of the next image. */
    Path nextFile();

    /** Whether an update has left an image here that is neither kept nor dropped. */
    boolean isStaged();

    /** The next image, if there is one, is the one in use from now on; on the medium when this returns. */
    void keep() throws IOException;

    /** The next image, if there is one, is not wanted. */
    void drop() throws IOException;
}
