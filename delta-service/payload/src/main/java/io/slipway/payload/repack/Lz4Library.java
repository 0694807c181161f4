package io.slipway.payload.repack;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;

import io.airlift.compress.v3.lz4.Lz4Compressor;
import org.jspecify.annotations.Nullable;

/**
 * liblz4 as aircompressor brings it along, with the functions of {@code lz4.h} and {@code lz4hc.h} that aircompressor itself does not call. Release 1.10.0
 * gives the same bytes as 1.9.x for the fast compressor and for levels 3 to 12.
 */
final class Lz4Library {

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout POINTER = ValueLayout.ADDRESS;

    /** The library gives up when the room that is left may not be enough, so it is given more. */
    private static final int MARGIN = 64;

    private static final @Nullable Lz4Library HERE = load();

    private final MethodHandle compressDefault;
    private final MethodHandle compressHc;
    private final MethodHandle compressDestSize;
    private final MethodHandle compressHcDestSize;
    private final int stateSize;

    private Lz4Library(SymbolLookup library) throws Throwable {
        compressDefault = function(library, "LZ4_compress_default", POINTER, POINTER, INT, INT);
        compressHc = function(library, "LZ4_compress_HC", POINTER, POINTER, INT, INT, INT);
        compressDestSize = function(library, "LZ4_compress_destSize", POINTER, POINTER, POINTER, INT);
        compressHcDestSize =
                function(library, "LZ4_compress_HC_destSize", POINTER, POINTER, POINTER, POINTER, INT, INT);
        stateSize = (int) function(library, "LZ4_sizeofStateHC").invokeExact();
    }

    static boolean isHere() {
        return HERE != null;
    }

    static Lz4Library get() throws CannotRepackException {
        if (HERE == null) {
            throw new CannotRepackException("liblz4 is not here");
        }
        return HERE;
    }

    /**
     * Compresses all of the content where it lies: the garbage collector waits meanwhile, up to a second for 8 MiB.
     *
     * @throws CannotRepackException if the result has more than {@code limit} bytes, give or take {@value #MARGIN}
     */
    byte[] pack(int level, byte[] unpacked, int limit) throws CannotRepackException {
        int capacity = limit + MARGIN;
        byte[] packed = new byte[capacity];
        MemorySegment source = MemorySegment.ofArray(unpacked);
        MemorySegment target = MemorySegment.ofArray(packed);
        try {
            int length = level == RepackRecipe.LZ4_FAST
                    ? (int) compressDefault.invokeExact(source, target, unpacked.length, capacity)
                    : (int) compressHc.invokeExact(source, target, unpacked.length, capacity, level);
            if (length <= 0) {
                throw new CannotRepackException("LZ4 gives more than " + limit + " bytes");
            }
            return Arrays.copyOf(packed, length);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Compresses as much of the content as fits into {@code limit} bytes. */
    Filled fill(int level, byte[] unpacked, int limit) throws CannotRepackException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment source = arena.allocateFrom(ValueLayout.JAVA_BYTE, unpacked);
            MemorySegment target = arena.allocate(limit);
            MemorySegment taken = arena.allocateFrom(INT, unpacked.length);
            int length = level == RepackRecipe.LZ4_FAST
                    ? (int) compressDestSize.invokeExact(source, target, taken, limit)
                    : (int) compressHcDestSize.invokeExact(
                            arena.allocate(stateSize, Long.BYTES), source, target, taken, limit, level);
            return new Filled(bytes(target, length), taken.get(INT, 0));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static byte[] bytes(MemorySegment target, int length) throws CannotRepackException {
        if (length <= 0) {
            throw new CannotRepackException("liblz4 compresses nothing");
        }
        return target.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    private static CannotRepackException failed(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof CannotRepackException known ? known : new CannotRepackException("liblz4 fails: " + e);
    }

    private static @Nullable Lz4Library load() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name = "/aircompressor/linux-" + architecture + "/liblz4.so";
        try (InputStream library = Lz4Compressor.class.getResourceAsStream(name)) {
            if (library == null) {
                return null;
            }
            Path file = Files.createTempFile("lz4-", ".so");
            try {
                Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
                return new Lz4Library(SymbolLookup.libraryLookup(file, Arena.global()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException | IllegalArgumentException e) {
            return null;
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static MethodHandle function(SymbolLookup library, String name, ValueLayout... parameters) {
        return Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow(name),
                        FunctionDescriptor.of(INT, parameters),
                        Linker.Option.critical(true));
    }

    /**
     * A block that is as full as it can be.
     *
     * @param taken how much of the content is in it
     */
    record Filled(byte[] block, int taken) {}
}
