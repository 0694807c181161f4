package io.slipway.client.bootloader.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.slot.SlotName;

/**
 * systemd-boot with boot counting: {@code config_load_entries}, {@code config_entry_compare} and {@code config_entry_bump_counters} of
 * {@code src/boot/efi/boot.c}, for entries without a sort key.
 */
public final class SystemdBootModel implements BootloaderModel {

    private static final Pattern COUNTED = Pattern.compile("(.*)\\+([0-9]+)(?:-([0-9]+))?\\.conf");

    private final BootFiles files;
    private final Path entries;

    public SystemdBootModel(BootFiles files, Path entries) {
        this.files = files;
        this.entries = entries;
    }

    @Override
    public SlotName boot(Optional<String> argument) throws IOException {
        String best = null;
        for (String name : files.list(entries)) {
            boolean isEntry = name.endsWith(".conf") && names(content(name), "linux");
            if (isEntry && (best == null || isBetter(name, best))) {
                best = name;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no entry");
        }
        String content = content(best);
        bump(best, content);
        return SlotName.parse(content.replaceAll("(?s).*slipway\\.slot=(.).*", "$1"))
                .orElseThrow(IllegalStateException::new);
    }

    private void bump(String name, String content) throws IOException {
        Matcher counter = COUNTED.matcher(name);
        if (counter.matches()) {
            int left = Math.max(0, Integer.parseInt(counter.group(2)) - 1);
            int done = number(counter.group(3)) + 1;
            files.delete(entries.resolve(name));
            files.create(
                    entries.resolve(counter.group(1) + "+" + left + "-" + done + ".conf"),
                    content.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static boolean isBetter(String name, String than) {
        if (hasTriesLeft(name) != hasTriesLeft(than)) {
            return hasTriesLeft(name);
        }
        return revision(name) != revision(than) ? revision(name) > revision(than) : name.compareTo(than) > 0;
    }

    private static boolean hasTriesLeft(String name) {
        Matcher counter = COUNTED.matcher(name);
        return !counter.matches() || Integer.parseInt(counter.group(2)) > 0;
    }

    /** The first number in the name, which decides between names that begin alike. */
    private static int revision(String name) {
        return Integer.parseInt(name.replaceAll("[^0-9]*([0-9]+).*", "$1"));
    }

    private static boolean names(String content, String key) {
        return content.lines().anyMatch(line -> line.startsWith(key + " "));
    }

    private String content(String name) throws IOException {
        Path file = entries.resolve(name);
        byte[] bytes = files.read(file, 0, (int) files.size(file));
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int number(@Nullable String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }
}
