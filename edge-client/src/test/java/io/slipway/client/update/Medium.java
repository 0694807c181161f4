package io.slipway.client.update;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.component.ComponentHandler;
import io.slipway.client.component.StagedComponent;
import io.slipway.client.component.StagingArea;
import io.slipway.client.journal.RecordLog;
import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.OpenSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.SlotContent;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.Slots;

/**
 * Storage in memory on which the power can be cut at any single durable effect: a record, a boot environment, a forced slot. Unforced writes to a slot
 * survive the cut block by block by chance.
 */
final class Medium {

    private static final int BLOCK = 4096;

    private final RandomGenerator random;
    private long effects;
    private long cutAt;
    private boolean cutAfter;

    Medium(RandomGenerator random) {
        this.random = random;
    }

    /** The power failed. */
    static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Cuts the power at the effect with this number, before or after it has happened; 0 for never. */
    void cutAt(long effect, boolean after) {
        cutAt = effect == 0 ? 0 : effects + effect;
        cutAfter = after;
    }

    /** Durable effects so far. */
    long effects() {
        return effects;
    }

    private void effect(Runnable apply) {
        effects++;
        if (effects == cutAt && !cutAfter) {
            throw new PowerCut();
        }
        apply.run();
        if (effects == cutAt) {
            throw new PowerCut();
        }
    }

    Log log() {
        return new Log();
    }

    Environment environment(BootState first) {
        return new Environment(first);
    }

    MemorySlot slot(SlotName name, byte[] content) {
        return new MemorySlot(name, content);
    }

    final class Log implements RecordLog {

        private List<String> records = new ArrayList<>();

        @Override
        public List<String> records() {
            return List.copyOf(records);
        }

        @Override
        public void append(String record) {
            effect(() -> records.add(record));
        }

        @Override
        public void replace(List<String> replacement) {
            effect(() -> records = new ArrayList<>(replacement));
        }

        @Override
        public void close() {}
    }

    final class Environment implements BootEnvironment {

        private BootState state;

        private Environment(BootState first) {
            this.state = first;
        }

        @Override
        public BootState read() {
            return state;
        }

        @Override
        public void write(BootState next) {
            effect(() -> state = next);
        }
    }

    Application application() {
        return new Application();
    }

    /** A component without slots: an application of which version 1 is in use, and its staged image. */
    final class Application implements ComponentHandler, StagingArea {

        private final Slots slots = new Slots("app", slot(SlotName.A, new byte[1]), slot(SlotName.B, new byte[5000]));
        private boolean isStaged;
        private String inUse = "1";
        private String before = "";

        String inUse() {
            return inUse + (before.isEmpty() ? "" : " with " + before + " kept");
        }

        @Override
        public void activate(StagedComponent staged) {
            if (before.isEmpty()) {
                effect(() -> before = inUse);
            }
            effect(() -> inUse = staged.releaseVersion());
        }

        @Override
        public void undo(StagedComponent staged) {
            if (!before.isEmpty()) {
                effect(() -> inUse = before);
                effect(() -> before = "");
            }
        }

        @Override
        public void keep(String component) {
            effect(() -> before = "");
        }

        @Override
        public Slot current() {
            return slots.get(CURRENT);
        }

        @Override
        public InactiveSlot next() {
            isStaged = true;
            return slots.besides(CURRENT);
        }

        @Override
        public Path nextFile() {
            return Path.of("next");
        }

        @Override
        public boolean isStaged() {
            return isStaged;
        }

        @Override
        public void keep() {
            if (isStaged) {
                effect(() -> isStaged = false);
            }
        }

        @Override
        public void drop() {
            keep();
        }
    }

    final class MemorySlot implements Slot {

        private final SlotName name;
        private byte[] durable;
        private byte[] cached;

        private MemorySlot(SlotName name, byte[] content) {
            this.name = name;
            this.durable = content.clone();
            this.cached = content.clone();
        }

        /** What a power cut leaves. */
        void lose() {
            for (int at = 0; at < cached.length; at += BLOCK) {
                if (random.nextBoolean()) {
                    System.arraycopy(cached, at, durable, at, Math.min(BLOCK, cached.length - at));
                }
            }
            cached = durable.clone();
        }

        byte[] content() {
            return cached.clone();
        }

        @Override
        public SlotName name() {
            return name;
        }

        @Override
        public String location() {
            return "memory-" + System.identityHashCode(this);
        }

        @Override
        public long capacity() {
            return cached.length;
        }

        @Override
        public SlotContent read() {
            return new Opened();
        }

        @Override
        public OpenSlot write(long length) {
            return new Opened();
        }

        private final class Opened implements OpenSlot, SlotContent {

            @Override
            public long capacity() {
                return cached.length;
            }

            @Override
            public void read(long position, ByteBuffer buffer) throws EOFException {
                if (position + buffer.remaining() > cached.length) {
                    throw new EOFException();
                }
                buffer.put(cached, (int) position, buffer.remaining());
            }

            @Override
            public void write(long position, ByteBuffer buffer) {
                buffer.get(cached, (int) position, buffer.remaining());
            }

            @Override
            public void force() {
                effect(() -> durable = Arrays.copyOf(cached, cached.length));
            }

            @Override
            public void close() {}
        }
    }
}
