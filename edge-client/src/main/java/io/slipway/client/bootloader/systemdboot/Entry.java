package io.slipway.client.bootloader.systemdboot;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.slot.SlotName;

/**
 * A boot entry of ours, by its file name {@code slipway-REVISION-SLOT[+LEFT[-DONE]].conf}. systemd-boot takes the highest revision, whatever its version;
 * with {@code +} it counts: each boot takes one of {@code LEFT} and adds one to {@code DONE}, and entries with 0 left come last. Source: systemd
 * {@code docs/AUTOMATIC_BOOT_ASSESSMENT.md}, {@code src/boot/efi/boot.c}.
 *
 * @param name of the file
 * @param left boots that are left; none in an entry that is good for ever
 * @param done boots so far
 */
record Entry(String name, int revision, SlotName slot, OptionalInt left, int done) {

    static final Comparator<Entry> BY_REVISION = Comparator.comparingInt(Entry::revision);

    private static final Pattern NAME =
            Pattern.compile("slipway-([0-9]{1,9})-([ab])(?:\\+([0-9]{1,3})(?:-([0-9]{1,3}))?)?\\.conf");

    /** The entry that a file name stands for, if it is one of ours. */
    static Optional<Entry> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String left = matcher.group(3);
        String done = matcher.group(4);
        return SlotName.parse(String.valueOf(matcher.group(2)))
                .map(slot -> new Entry(
                        name,
                        Integer.parseInt(String.valueOf(matcher.group(1))),
                        slot,
                        left == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(left)),
                        done == null ? 0 : Integer.parseInt(done)));
    }

    static String good(int revision, SlotName slot) {
        return "slipway-" + revision + "-" + slot + ".conf";
    }

    static String counted(int revision, SlotName slot, int left) {
        return "slipway-" + revision + "-" + slot + "+" + left + ".conf";
    }

    boolean isGood() {
        return left.isEmpty();
    }
}
