package io.slipway.client.bootloader.systemdboot;

import java.io.IOException;
import java.util.Optional;

/** EFI variables with text, of the vendor that systemd-boot's are of. The firmware changes each as a whole. */
public interface EfiVariables {

    /** Entry that systemd-boot starts at the next boot alone; it removes the variable then. */
    String ONE_SHOT = "LoaderEntryOneShot";

    /** Entry that it starts at every other boot. */
    String DEFAULT = "LoaderEntryDefault";

    /** Entry that it started. */
    String SELECTED = "LoaderEntrySelected";

    /** The text of a variable, if it is there. */
    Optional<String> get(String name) throws IOException;

    /** Makes or changes a variable that stays when the power goes. */
    void set(String name, String text) throws IOException;
}
