package io.slipway.standalone.board;

import java.io.IOException;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.slot.SlotName;
import io.slipway.standalone.board.BootDecision.Boot;
import io.slipway.standalone.board.BootDecision.Dead;
import io.slipway.standalone.board.BootDecision.Hang;

/**
 * Does what U-Boot does with {@code upgrade_available}, {@code bootcount} and {@code bootlimit}: counts each start of a trial before it tries it, and
 * boots the committed slot once the limit is passed. It leaves the count there, so that the client sees what happened.
 */
public final class Bootloader {

    private final BoardDirectory board;
    private final BootEnvironment environment;
    private final KnownImages images;

    public Bootloader(BoardDirectory board, BootEnvironment environment, KnownImages images) {
        this.board = board;
        this.environment = environment;
        this.images = images;
    }

    /** Starts the board once. */
    public BootDecision start() throws IOException {
        try {
            return switch (environment.read()) {
                case Settled(SlotName committed) ->
                    boot(committed, "committed")
                            .orElseGet(() -> new Dead("slot " + committed + " is committed and holds no known image"));
                case OnTrial trial -> trial(trial.attempt());
            };
        } catch (BootEnvironmentException e) {
            return new Dead(String.valueOf(e.getMessage()));
        }
    }

    private BootDecision trial(OnTrial counted) throws IOException, BootEnvironmentException {
        environment.write(counted);
        if (counted.isExhausted()) {
            return boot(counted.committed(), "committed, after " + counted.limit() + " attempts of " + counted.trial())
                    .orElseGet(() -> new Dead("no slot holds a known image"));
        }
        return boot(counted.trial(), "attempt " + counted.attempts() + " of " + counted.limit())
                .orElseGet(() -> new Hang(counted.trial(), "it holds no known image"));
    }

    private Optional<BootDecision> boot(SlotName slot, String how) throws IOException {
        return images.recognise(board.slot(slot)).map(image -> new Boot(slot, image, how));
    }

    /** What the environment says, for those who look from outside. */
    public BootState state() throws BootEnvironmentException {
        return environment.read();
    }
}
