package io.slipway.device.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RevocationsTest {

    private static final DeviceName BOARD_1 = DeviceName.of("default", "board-1");
    private static final RevocationList NOBODY = new RevocationList(Set.of(), Set.of());
    private static final RevocationList ONE = new RevocationList(Set.of(), Set.of(BOARD_1));

    private final List<CompletableFuture<RevocationList>> readings = new ArrayList<>();
    private final Revocations revocations = new Revocations(() -> {
        CompletableFuture<RevocationList> reading = new CompletableFuture<>();
        readings.add(reading);
        return reading;
    });

    @Test
    void everybody_is_revoked_until_the_list_was_read() {
        revocations.refresh();
        boolean before = revocations.isRevoked(BOARD_1);
        readings.getFirst().complete(NOBODY);

        assertThat(before).isTrue();
        assertThat(revocations.isRevoked(BOARD_1)).isFalse();
    }

    @Test
    void a_reading_that_began_before_a_revocation_does_not_undo_it() {
        revocations.refresh();
        revocations.refresh();

        readings.get(1).complete(ONE);
        readings.get(0).complete(NOBODY);

        assertThat(revocations.isRevoked(BOARD_1)).isTrue();
    }

    @Test
    void a_list_that_cannot_be_read_leaves_the_one_before() {
        revocations.refresh();
        readings.getFirst().complete(ONE);
        revocations.refresh();
        readings.getLast().completeExceptionally(new IllegalStateException("away"));

        assertThat(revocations.isRevoked(BOARD_1)).isTrue();
        assertThat(revocations.isRevoked(DeviceName.of("default", "board-2"))).isFalse();
    }

    @Test
    void tells_when_the_list_was_read_for_the_first_time() {
        CompletableFuture<Void> loaded = revocations.whenLoaded().toCompletableFuture();
        revocations.refresh();
        readings.getFirst().completeExceptionally(new IllegalStateException("away"));
        boolean loadedByFailure = loaded.isDone();
        revocations.refresh();
        readings.getLast().complete(NOBODY);

        assertThat(loadedByFailure).isFalse();
        assertThat(loaded).isCompleted();
        assertThat(revocations.isLoaded()).isTrue();
    }
}
