package io.slipway.client.bootloader.tryboot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The content of {@code autoboot.txt}: the partition to boot, and the one to boot when the reboot asked for {@code tryboot}. The firmware reads at most
 * {@value #BYTES} bytes. Source: Raspberry Pi documentation, config.txt, "autoboot.txt".
 *
 * @param partition {@code boot_partition} of {@code [all]}
 * @param trial {@code boot_partition} of {@code [tryboot]}, if there is that section
 * @param armedIn the running kernel's boot id when the trial was armed; in a comment of ours
 * @param others other lines of {@code [all]}, as they are
 */
record Autoboot(int partition, Optional<Integer> trial, String armedIn, List<String> others) {

    static final int BYTES = 512;

    private static final String PARTITION = "boot_partition=";
    private static final String WHOLE_PARTITIONS = "tryboot_a_b=1";
    private static final String ARMED_IN = "# slipway: armed in ";

    Autoboot {
        others = List.copyOf(others);
    }

    /**
     * Reads {@code bytes}.
     *
     * @throws IllegalArgumentException if they name no partition, or have a section other than {@code [all]} and {@code [tryboot]}
     */
    static Autoboot parse(byte[] bytes) {
        Optional<Integer> partition = Optional.empty();
        Optional<Integer> trial = Optional.empty();
        String armedIn = "";
        List<String> others = new ArrayList<>();
        boolean inTryboot = false;
        for (String line :
                new String(bytes, StandardCharsets.ISO_8859_1).lines().toList()) {
            String text = line.strip();
            if (text.startsWith("[")) {
                inTryboot = isTryboot(text);
            } else if (text.startsWith(PARTITION) && inTryboot) {
                trial = Optional.of(number(text));
            } else if (text.startsWith(PARTITION)) {
                partition = Optional.of(number(text));
            } else if (text.startsWith(ARMED_IN)) {
                armedIn = text.substring(ARMED_IN.length());
            } else if (!text.isEmpty() && !text.equals(WHOLE_PARTITIONS) && !inTryboot) {
                others.add(text);
            }
        }
        return new Autoboot(
                partition.orElseThrow(() -> new IllegalArgumentException("there is no boot_partition in [all]")),
                trial,
                armedIn,
                others);
    }

    /**
     * {@value #BYTES} bytes, the rest of them line feeds.
     *
     * @throws IllegalArgumentException if it does not fit
     */
    byte[] format() {
        StringBuilder text = new StringBuilder("[all]\n" + WHOLE_PARTITIONS + "\n" + PARTITION + partition + "\n");
        others.forEach(line -> text.append(line).append('\n'));
        trial.ifPresent(number -> text.append("[tryboot]\n" + PARTITION)
                .append(number)
                .append('\n')
                .append(ARMED_IN)
                .append(armedIn)
                .append('\n'));
        byte[] content = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        if (content.length > BYTES) {
            throw new IllegalArgumentException(
                    "it would have " + content.length + " bytes, the firmware reads " + BYTES);
        }
        byte[] padded = Arrays.copyOf(content, BYTES);
        Arrays.fill(padded, content.length, BYTES, (byte) '\n');
        return padded;
    }

    private static boolean isTryboot(String section) {
        return switch (section) {
            case "[all]" -> false;
            case "[tryboot]" -> true;
            default ->
                throw new IllegalArgumentException(
                        "the section " + section + " is none that the client can keep, expected [all] and [tryboot]");
        };
    }

    private static int number(String assignment) {
        String text = assignment.substring(PARTITION.length());
        if (!text.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException(assignment + " is no number of a partition");
        }
        return Integer.parseInt(text);
    }
}
