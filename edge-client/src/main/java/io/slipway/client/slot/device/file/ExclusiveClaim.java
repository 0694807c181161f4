package io.slipway.client.slot.device.file;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The right to a block device that the kernel gives to one at a time: while it is held, nobody can mount the device, map it or claim it as well, and where
 * somebody already has it is refused (man 2 open: O_EXCL without O_CREAT). Java's own channels cannot ask for it, so the C library is called.
 */
final class ExclusiveClaim implements Closeable {

    private static final int O_RDONLY = 0;
    private static final int O_EXCL = 0x80;
    private static final int O_CLOEXEC = 0x80000;
    private static final int EBUSY = 16;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final int descriptor;

    private ExclusiveClaim(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Claims the device.
     *
     * @throws IOException if it is mounted, mapped or claimed by another, or if it cannot be opened
     */
    static ExclusiveClaim of(Path node) throws IOException {
        MethodHandle open = function(
                "open",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(2));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment path = arena.allocateFrom(node.toString(), StandardCharsets.UTF_8);
            int descriptor = (int) open.invokeExact(state, path, O_RDONLY | O_EXCL | O_CLOEXEC);
            if (descriptor < 0) {
                int errno = (int) ERRNO.get(state, 0L);
                throw new IOException(
                        errno == EBUSY
                                ? node + " is in use: the kernel does not give it to anybody else"
                                : node + " cannot be claimed, errno " + errno);
            }
            return new ExclusiveClaim(descriptor);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the C library throws nothing", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            int _ = (int) function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                    .invokeExact(descriptor);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the C library throws nothing", e);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor form, Linker.Option... options)
            throws IOException {
        try {
            MemorySegment address = LINKER.defaultLookup()
                    .find(name)
                    .orElseThrow(() -> new IOException("the C library has no " + name));
            return LINKER.downcallHandle(address, form, options);
        } catch (RuntimeException | LinkageError e) {
            throw new IOException("native calls are not possible here: " + e.getMessage(), e);
        }
    }
}
