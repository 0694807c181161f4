package io.slipway.client.slot.device.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.slot.device.DeviceNumber;

/**
 * The mounts that this process sees, from {@code /proc/self/mountinfo} (man 5 proc_pid_mountinfo).
 *
 * @param mounts in the order of the file: a later one hides an earlier one at the same place
 */
public record MountTable(List<Mount> mounts) {

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9}):([0-9]{1,9})");
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})");

    public MountTable {
        mounts = List.copyOf(mounts);
    }

    /**
     * One mount.
     *
     * @param device of the filesystem; major 0 where no single block device is behind it
     * @param point where it is mounted
     * @param type of the filesystem
     * @param source for example the node of the device
     * @param options of the filesystem, separated by commas
     */
    public record Mount(DeviceNumber device, Path point, String type, String source, String options) {

        /** Values of an option that may stand there more than once. */
        public List<String> option(String name) {
            List<String> values = new ArrayList<>();
            for (String option : options.split(",")) {
                if (option.startsWith(name + "=")) {
                    values.add(option.substring(name.length() + 1));
                }
            }
            return values;
        }
    }

    /** Reads the table below {@code /proc}. */
    public static MountTable read(KernelFiles kernel) throws IOException {
        Path file = kernel.proc().resolve("self/mountinfo");
        List<Mount> mounts = new ArrayList<>();
        for (String line : KernelFiles.text(file).split("\n")) {
            if (!line.isBlank()) {
                mounts.add(mount(file, line));
            }
        }
        return new MountTable(mounts);
    }

    /** What is mounted at exactly this place, and not hidden there. */
    public Optional<Mount> at(Path point) {
        return mounts.stream().filter(m -> m.point().equals(point)).reduce((earlier, later) -> later);
    }

    /** The mount that {@code path} lies in. */
    public Optional<Mount> holding(Path path) {
        for (Path at = path; at != null; at = at.getParent()) {
            Optional<Mount> mount = at(at);
            if (mount.isPresent()) {
                return mount;
            }
        }
        return Optional.empty();
    }

    /** {@code id parent major:minor root point options [optional]... - type source options}. */
    private static Mount mount(Path file, String line) throws IOException {
        String[] words = line.split(" ");
        int dash = List.of(words).indexOf("-");
        if (dash < 6 || words.length < dash + 4) {
            throw new IOException("a line of " + file + " is no mount: " + line);
        }
        Matcher number = NUMBER.matcher(words[2]);
        if (!number.matches()) {
            throw new IOException("a line of " + file + " has no device: " + line);
        }
        return new Mount(
                new DeviceNumber(Integer.parseInt(number.group(1)), Integer.parseInt(number.group(2))),
                Path.of(unescaped(words[4])),
                words[dash + 1],
                unescaped(words[dash + 2]),
                unescaped(words[dash + 3]));
    }

    /** Spaces, tabs, line ends, backslashes and others stand there as three octal digits. */
    private static String unescaped(String text) {
        return OCTAL.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(
                        new String(new byte[] {(byte) Integer.parseInt(m.group(1), 8)}, StandardCharsets.ISO_8859_1)));
    }
}
