package io.slipway.client.install.process;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * The nice value of one thread. On Linux {@code setpriority(PRIO_PROCESS, 0, n)} concerns the calling thread alone, and threads that it starts inherit its
 * value (man 2 setpriority, "C library/kernel differences"); elsewhere it would concern the whole process, and is not called.
 */
final class ThreadPriority {

    private static final int PRIO_PROCESS = 0;
    private static final int CALLER = 0;

    private ThreadPriority() {}

    /**
     * Sets the nice value of the calling thread. Raising it needs no privilege, lowering it does.
     *
     * @param nice 0 to 19, the higher the nicer
     * @return why it was not done, if it was not
     */
    static Optional<String> lower(int nice) {
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return Optional.of(system + " has no priorities of threads");
        }
        try {
            return call(nice);
        } catch (RuntimeException | LinkageError e) {
            return Optional.of("native calls are not possible here: " + e.getMessage());
        }
    }

    private static Optional<String> call(int nice) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> address = linker.defaultLookup().find("setpriority");
        if (address.isEmpty()) {
            return Optional.of("the C library has no setpriority");
        }
        StructLayout state = Linker.Option.captureStateLayout();
        VarHandle errno = state.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        MethodHandle setPriority = linker.downcallHandle(
                address.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                Linker.Option.captureCallState("errno"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment captured = arena.allocate(state);
            int result = (int) setPriority.invokeExact(captured, PRIO_PROCESS, CALLER, nice);
            return result == 0
                    ? Optional.empty()
                    : Optional.of("setpriority failed with errno " + (int) errno.get(captured, 0L));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the C library throws nothing", e);
        }
    }
}
