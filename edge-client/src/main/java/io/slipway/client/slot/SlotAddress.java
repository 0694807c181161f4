package io.slipway.client.slot;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How the settings name the place of a slot. {@code toString} gives it back as it is written there. */
public sealed interface SlotAddress {

    /** A regular file, whether or not it is there yet. */
    record File(Path path) implements SlotAddress {

        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /** Whatever is found at a path: the node of a block device, a link to one, or a regular file. */
    record Node(Path path) implements SlotAddress {

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A partition by its name in the GPT. */
    record PartitionLabel(String label) implements SlotAddress {

        @Override
        public String toString() {
            return PARTLABEL + label;
        }
    }

    /**
     * A partition by its identifier in the partition table.
     *
     * @param uuid in lower case; of an MBR the disk's signature and the number, for example {@code 1a2b3c4d-02}
     */
    record PartitionUuid(String uuid) implements SlotAddress {

        @Override
        public String toString() {
            return PARTUUID + uuid;
        }
    }

    /** What a LUKS volume holds that lies on the device {@code volume}. */
    record Luks(SlotAddress volume) implements SlotAddress {

        @Override
        public String toString() {
            return LUKS + volume;
        }
    }

    String PARTLABEL = "PARTLABEL=";
    String PARTUUID = "PARTUUID=";
    String LUKS = "luks:";

    /** Characters of a name in a GPT (UEFI 2.10, table 5.6). */
    int LONGEST_LABEL = 36;

    /**
     * The address that {@code text} means.
     *
     * @param resolve makes a path of what is written in the settings
     * @throws IllegalArgumentException with a sentence that says what is expected
     */
    static SlotAddress parse(String text, Function<String, Path> resolve) {
        if (text.startsWith("LABEL=") || text.startsWith("UUID=")) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' names a filesystem, which every update replaces; name the partition by PARTLABEL= or PARTUUID=");
        }
        if (text.startsWith(LUKS)) {
            SlotAddress volume = parse(text.substring(LUKS.length()), resolve);
            if (volume instanceof File || volume instanceof Luks) {
                throw new IllegalArgumentException("'" + text + "': a LUKS volume lies on a block device");
            }
            return new Luks(volume);
        }
        if (text.startsWith(PARTLABEL)) {
            return label(text.substring(PARTLABEL.length()));
        }
        if (text.startsWith(PARTUUID)) {
            return uuid(text.substring(PARTUUID.length()));
        }
        boolean file = text.startsWith("file:");
        String path = file ? text.substring("file:".length()) : text;
        if (path.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' names no path");
        }
        return file ? new File(resolve.apply(path)) : new Node(resolve.apply(path));
    }

    private static SlotAddress label(String label) {
        if (label.isEmpty() || label.length() > LONGEST_LABEL || label.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "a PARTLABEL has 1 to " + LONGEST_LABEL + " characters, not " + label.length());
        }
        return new PartitionLabel(label);
    }

    private static SlotAddress uuid(String text) {
        String uuid = text.toLowerCase(Locale.ROOT);
        if (!UuidForms.GPT.matcher(uuid).matches()
                && !UuidForms.MBR.matcher(uuid).matches()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no PARTUUID, expected one such as 0fc63daf-8483-4772-8e79-3d69d8477de4, or 1a2b3c4d-02 of an MBR");
        }
        return new PartitionUuid(uuid);
    }

    /** How a PARTUUID looks. */
    final class UuidForms {

        private static final Pattern GPT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        private static final Pattern MBR = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{2}");

        private UuidForms() {}
    }
}
