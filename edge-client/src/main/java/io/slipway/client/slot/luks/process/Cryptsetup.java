package io.slipway.client.slot.luks.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.slipway.client.slot.device.BlockDevice;
import io.slipway.client.slot.luks.LuksKey;
import io.slipway.client.slot.luks.LuksKey.KeyCommand;
import io.slipway.client.slot.luks.LuksKey.KeyFile;
import io.slipway.client.slot.luks.LuksKey.Token;
import io.slipway.client.slot.luks.LuksMappings;

/** LUKS volumes by {@code cryptsetup} 2.4 or later (man 8 cryptsetup-open). Deriving a key may take its time on a small device: two minutes are allowed. */
public final class Cryptsetup implements LuksMappings {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String program;
    private final LuksKey key;

    /** @param program path, or a name that is looked for on the PATH */
    public Cryptsetup(String program, LuksKey key) {
        this.program = program;
        this.key = key;
    }

    @Override
    public void open(BlockDevice volume, String name) throws IOException {
        withKey("cryptsetup open " + volume, List.of("open", "--type", "luks"), List.of(volume.toString(), name));
    }

    @Override
    public void tryKey(BlockDevice volume) throws IOException {
        withKey(
                "cryptsetup open --test-passphrase " + volume,
                List.of("open", "--type", "luks", "--test-passphrase"),
                List.of(volume.toString()));
    }

    @Override
    public void close(String name) throws IOException {
        new Tool("cryptsetup close " + name, PATIENCE, true).run(List.of(program, "close", name), new byte[0]);
    }

    private void withKey(String what, List<String> action, List<String> operands) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(action);
        byte[] input = new byte[0];
        switch (key) {
            case KeyFile(var file) -> command.addAll(List.of("--key-file", file.toString()));
            case Token _ -> command.add("--token-only");
            case KeyCommand(String text) -> {
                command.addAll(List.of("--key-file", "-"));
                input = new Tool("the command for the key of a LUKS volume", PATIENCE, false)
                        .run(List.of("/bin/sh", "-c", text), input);
                if (input.length == 0) {
                    throw new IOException("the command for the key of a LUKS volume printed nothing");
                }
            }
        }
        command.addAll(operands);
        try {
            new Tool(what, PATIENCE, true).run(command, input);
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }
}
