package io.slipway.client.bootloader.uboot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.bootloader.BootFiles;

/**
 * Attempts that a boot script counts in a file of its own, for a U-Boot that cannot write the environment that Linux writes: {@code name=value} lines as
 * {@code env export -t} makes them, with {@code bootcount} and the {@code slipway_trial_id} that it counts for. Each arming has another id, so the count
 * of an earlier trial means nothing, and one write arms and clears the count.
 */
final class ScriptedAttempts {

    private static final String ID = "slipway_trial_id";
    private static final int MOST_BYTES = 4096;
    private static final int MOST_ID = 1_000_000;
    private static final Pattern COUNT = Pattern.compile("(?m)^bootcount=([0-9]{1,3})$");

    private final BootFiles files;
    private final Path file;

    ScriptedAttempts(BootFiles files, Path file) {
        this.files = files;
        this.file = file;
    }

    /** Names another trial in {@code variables}. */
    static void begin(Map<String, String> variables) {
        String last = variables.getOrDefault(ID, "0");
        int id = last.matches("[0-9]{1,6}") ? Integer.parseInt(last) : 0;
        variables.put(ID, Integer.toString((id + 1) % MOST_ID));
    }

    /** Attempts of the trial in {@code variables}; 0 before the first. The script begins none that it cannot count. */
    int of(Map<String, String> variables) throws IOException {
        String text;
        try {
            int length = (int) Math.min(files.size(file), MOST_BYTES);
            text = new String(files.read(file, 0, length), StandardCharsets.ISO_8859_1).replace('\0', '\n');
        } catch (NoSuchFileException e) {
            return 0;
        }
        Matcher count = COUNT.matcher(text);
        boolean isOfThisTrial = text.lines().anyMatch((ID + "=" + variables.getOrDefault(ID, ""))::equals);
        return isOfThisTrial && count.find() ? Integer.parseInt(count.group(1)) : 0;
    }
}
