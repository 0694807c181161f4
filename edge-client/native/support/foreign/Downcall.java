package io.slipway.foreign;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.graalvm.nativeimage.PinnedObject;

/**
 * A call of a C function with up to six integers and pointers and an integer, a pointer or nothing as its result.
 *
 * <p>By the System V ABI for x86-64 (section 3.2.3) each of them takes one of six registers, whatever its width, and a function does not look at registers for
 * which it has no parameters. So one call with six times 64 bits does for all these functions. Floating point, structures and variable numbers of arguments would
 * need more.
 */
public final class Downcall {

    private static final int REGISTERS = 6;

    private final FunctionDescriptor function;
    private final boolean capturesErrno;

    private Downcall(FunctionDescriptor function, boolean capturesErrno) {
        this.function = function;
        this.capturesErrno = capturesErrno;
    }

    /**
     * A handle that takes the address of the function, then the segment for errno if that is captured, then the arguments.
     *
     * @throws UnsupportedOperationException if the function has parameters or a result of another kind
     */
    static MethodHandle handle(FunctionDescriptor function, boolean capturesErrno) {
        function.argumentLayouts().forEach(Downcall::requireRegister);
        function.returnLayout().ifPresent(Downcall::requireRegister);
        if (function.argumentLayouts().size() > REGISTERS) {
            throw new UnsupportedOperationException("A native call has at most six parameters here: " + function);
        }
        List<Class<?>> parameters = new ArrayList<>();
        parameters.add(MemorySegment.class);
        if (capturesErrno) {
            parameters.add(MemorySegment.class);
        }
        parameters.addAll(function.toMethodType().parameterList());
        MethodType type = MethodType.methodType(function.toMethodType().returnType(), parameters);
        try {
            return MethodHandles.lookup()
                    .findStatic(
                            Downcall.class, "call", MethodType.methodType(Object.class, Downcall.class, Object[].class))
                    .bindTo(new Downcall(function, capturesErrno))
                    .asCollector(Object[].class, parameters.size())
                    .asType(type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireRegister(MemoryLayout layout) {
        switch (layout) {
            case ValueLayout.OfFloat _, ValueLayout.OfDouble _ -> throw unsupported(layout);
            case ValueLayout _ -> {}
            default -> throw unsupported(layout);
        }
    }

    private static UnsupportedOperationException unsupported(MemoryLayout layout) {
        return new UnsupportedOperationException("A native call takes integers and pointers here, not " + layout);
    }

    /** What the handle calls. */
    static Object call(Downcall self, Object[] arguments) {
        int first = self.capturesErrno ? 2 : 1;
        long[] registers = new long[REGISTERS];
        List<PinnedObject> pinned = new ArrayList<>();
        try {
            for (int i = first; i < arguments.length; i++) {
                registers[i - first] = register(arguments[i], pinned);
            }
            CLibrary.Function function = CLibrary.function(((MemorySegment) arguments[0]).address());
            if (!self.capturesErrno) {
                return self.result(function.call(
                        registers[0], registers[1], registers[2], registers[3], registers[4], registers[5]));
            }
            long result = function.callAtOnce(
                    registers[0], registers[1], registers[2], registers[3], registers[4], registers[5]);
            int errno = CLibrary.errno();
            ((MemorySegment) arguments[1])
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder())
                    .putInt(0, errno);
            return self.result(result);
        } finally {
            pinned.forEach(PinnedObject::close);
        }
    }

    /** What goes into a register. An array on the heap stays where it is until it is let go. */
    private static long register(Object argument, List<PinnedObject> pinned) {
        return switch (argument) {
            case MemorySegment segment when segment.isNative() -> segment.address();
            case MemorySegment segment -> {
                Object array = segment.heapBase()
                        .orElseThrow(() -> new UnsupportedOperationException("A segment that cannot be written is not passed here"));
                PinnedObject object = PinnedObject.create(array);
                pinned.add(object);
                yield object.addressOfArrayElement(0).rawValue() + segment.address();
            }
            case Boolean flag -> flag ? 1 : 0;
            case Character character -> character;
            case Number number -> number.longValue();
            default -> throw new IllegalArgumentException("not an argument of a native call: " + argument.getClass());
        };
    }

    private Object result(long register) {
        return switch (function.returnLayout().orElse(null)) {
            case null -> null;
            case AddressLayout _ -> MemorySegment.ofAddress(register);
            case ValueLayout.OfLong _ -> register;
            case ValueLayout.OfInt _ -> (int) register;
            case ValueLayout.OfShort _ -> (short) register;
            case ValueLayout.OfChar _ -> (char) register;
            case ValueLayout.OfByte _ -> (byte) register;
            case ValueLayout.OfBoolean _ -> (byte) register != 0;
            case MemoryLayout other -> throw unsupported(other);
        };
    }
}
