package io.slipway.standalone.board;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.bootloader.uboot.UbootEnvironment;
import io.slipway.standalone.board.BoardEvent.Kind;
import io.slipway.standalone.board.BootDecision.Boot;
import io.slipway.standalone.board.BootDecision.Dead;
import io.slipway.standalone.board.BootDecision.Hang;

/**
 * A board that is switched on with {@link #run} and stays on until {@link #switchOff}: it boots, runs the client, boots again when the client asks for
 * it, when the client dies, or when the power was cut.
 */
public final class VirtualBoard implements Runnable {

    private static final int REBOOT_WANTED = 10;
    private static final int RESETS_IN_A_ROW = 10;
    private static final Duration SHORT_LIFE = Duration.ofSeconds(10);

    private final BoardDirectory board;
    private final Bootloader bootloader;
    private final Client client;
    private final PowerCuts powerCuts;
    private final Consumer<BoardEvent> console;
    private volatile boolean off;
    private volatile boolean cut;
    private int resets;

    /** @param console hears every event, on the thread that runs the board */
    public VirtualBoard(BoardDirectory board, Client client, PowerCuts powerCuts, Consumer<BoardEvent> console) {
        this.board = board;
        this.bootloader = new Bootloader(
                board,
                UbootEnvironment.in(new ForcedBootFiles(), board.bootEnvironment()),
                new KnownImages(board.knownImages()));
        this.client = client;
        this.powerCuts = powerCuts;
        this.console = console;
    }

    /** Runs the board until it is switched off or dead; blocks. An interrupt switches it off. */
    @Override
    public void run() {
        try {
            while (!off && start()) {
                Files.deleteIfExists(board.powerCut());
            }
            if (off) {
                tell(Kind.OFF, "");
            }
        } catch (IOException e) {
            tell(Kind.DEAD, "cause=\"" + e.getMessage() + "\"");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tell(Kind.OFF, "");
        }
    }

    /** Cuts the power under the client; the board comes up again at once. */
    public void cutPower() {
        cut = true;
    }

    /** Cuts the power for good. */
    public void switchOff() {
        off = true;
    }

    /** One start, from power to the loss of it; false if the board is dead. */
    private boolean start() throws IOException, InterruptedException {
        return switch (bootloader.start()) {
            case Boot boot -> {
                tell(Kind.BOOT, "slot=%s image=\"%s\" how=\"%s\"".formatted(boot.slot(), boot.image(), boot.how()));
                yield live(client.start(board, boot.slot()));
            }
            case Hang(var slot, String why) -> {
                tell(Kind.HANG, "slot=%s cause=\"%s\"".formatted(slot, why));
                yield true;
            }
            case Dead(String why) -> {
                tell(Kind.DEAD, "cause=\"" + why + "\"");
                yield false;
            }
        };
    }

    private boolean live(Client.Running running) throws InterruptedException {
        Instant started = Instant.now();
        Optional<Instant> failure = powerCuts.next().map(started::plus);
        try {
            while (!running.hasEnded()) {
                boolean due = failure.filter(at -> !Instant.now().isBefore(at)).isPresent();
                if (off) {
                    return true;
                }
                if (due || cut || Files.exists(board.powerCut())) {
                    cut = false;
                    running.kill();
                    tell(
                            Kind.POWER_CUT,
                            "after_ms="
                                    + Duration.between(started, Instant.now()).toMillis());
                    return true;
                }
            }
            return ended(running.exitCode(), started);
        } finally {
            running.kill();
        }
    }

    private boolean ended(int exitCode, Instant started) {
        if (exitCode == REBOOT_WANTED) {
            resets = 0;
            tell(Kind.REBOOT, "");
            return true;
        }
        boolean shortLife = Duration.between(started, Instant.now()).compareTo(SHORT_LIFE) < 0;
        resets = shortLife ? resets + 1 : 1;
        if (resets >= RESETS_IN_A_ROW) {
            tell(Kind.DEAD, "cause=\"the client ended " + resets + " times in a row\" exitCode=" + exitCode);
            return false;
        }
        tell(Kind.RESET, "exitCode=" + exitCode);
        return true;
    }

    private void tell(Kind kind, String detail) {
        console.accept(new BoardEvent(kind, detail));
    }
}
