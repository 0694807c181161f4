package io.slipway.payload.apply;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A range is made of others while those may still have to be written. */
class WrittenRangesTest {

    private final MemoryTarget target = new MemoryTarget(1);
    private final WrittenRanges written = new WrittenRanges(0);
    private final ReadableTarget reading = written.reading(target);

    @Test
    void what_an_earlier_call_wrote_is_read_at_once() throws Exception {
        written.making(0);

        assertThat(read()).isEqualTo(MemoryTarget.OLD);
    }

    @Test
    void the_range_before_is_read_when_it_is_written_and_not_sooner() throws Exception {
        CompletableFuture<Byte> content = new CompletableFuture<>();
        Thread maker = makerOf(2, content);
        written.wrote(0);
        awaitWaiting(maker);
        assertThat(content).isNotDone();

        target.write(0, ByteBuffer.wrap(new byte[] {7}));
        written.wrote(1);

        assertThat(content.join()).isEqualTo((byte) 7);
    }

    @Test
    void an_interrupt_ends_the_waiting() throws Exception {
        CompletableFuture<Byte> content = new CompletableFuture<>();
        Thread maker = makerOf(1, content);
        awaitWaiting(maker);

        maker.interrupt();

        assertThatThrownBy(content::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(InterruptedIOException.class);
    }

    private Thread makerOf(int range, CompletableFuture<Byte> content) {
        return Thread.ofPlatform().start(() -> {
            written.making(range);
            try {
                content.complete(read());
            } catch (IOException e) {
                content.completeExceptionally(e);
            }
        });
    }

    private byte read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1);
        reading.read(0, buffer);
        return buffer.get(0);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
