package io.slipway.foreign;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.function.CFunctionPointer;
import org.graalvm.nativeimage.c.function.InvokeCFunctionPointer;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.nativeimage.c.type.CTypeConversion;
import org.graalvm.nativeimage.c.type.CTypeConversion.CCharPointerHolder;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordFactory;

/** The C library of the system: its dynamic linker (dlopen(3)), its errno(3), and calls by address. */
final class CLibrary {

    private static final int RTLD_LAZY = 1;

    private CLibrary() {}

    /** A function of which only the address is known. */
    interface Function extends CFunctionPointer {

        /** Whoever stops all threads need not wait for the call. */
        @InvokeCFunctionPointer
        long call(long a, long b, long c, long d, long e, long f);

        /** Nothing happens between the call and the return that could change errno. */
        @InvokeCFunctionPointer(transition = Transition.NO_TRANSITION)
        long callAtOnce(long a, long b, long c, long d, long e, long f);
    }

    /** The handle of a library; 0 if it cannot be loaded. */
    static long open(String file) {
        try (CCharPointerHolder name = CTypeConversion.toCString(file)) {
            return dlopen(name.get(), RTLD_LAZY).rawValue();
        }
    }

    static void close(long library) {
        dlclose(WordFactory.pointer(library));
    }

    /** The address of a symbol in a library, or in all that the process has loaded where {@code library} is 0; 0 if there is none. */
    static long find(long library, String symbol) {
        try (CCharPointerHolder name = CTypeConversion.toCString(symbol)) {
            return dlsym(WordFactory.pointer(library), name.get()).rawValue();
        }
    }

    static Function function(long address) {
        return WordFactory.pointer(address);
    }

    static int errno() {
        return errnoLocation().read();
    }

    @CFunction("dlopen")
    private static native PointerBase dlopen(CCharPointer file, int mode);

    @CFunction("dlclose")
    private static native int dlclose(PointerBase library);

    @CFunction("dlsym")
    private static native PointerBase dlsym(PointerBase library, CCharPointer symbol);

    @CFunction(value = "__errno_location", transition = Transition.NO_TRANSITION)
    private static native CIntPointer errnoLocation();
}
