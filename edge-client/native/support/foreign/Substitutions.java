package io.slipway.foreign;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * What the JDK's {@code java.lang.foreign} does by means of its virtual machine, done by means of {@link CLibrary}. An installed GraalVM has its own, in
 * {@code svm-foreign.jar}, which Maven Central does not have: this is for executables that {@code toolchain.sh} builds.
 */
final class Substitutions {

    private Substitutions() {}
}

@TargetClass(className = "jdk.internal.foreign.abi.AbstractLinker")
final class Target_jdk_internal_foreign_abi_AbstractLinker {

    @Substitute
    private MethodHandle downcallHandle0(FunctionDescriptor function, Linker.Option... options) {
        return Downcall.handle(
                function,
                Target_jdk_internal_foreign_abi_LinkerOptions.forDowncall(function, options)
                        .hasCapturedCallState());
    }
}

@TargetClass(className = "jdk.internal.foreign.abi.LinkerOptions")
final class Target_jdk_internal_foreign_abi_LinkerOptions {

    @Alias
    static native Target_jdk_internal_foreign_abi_LinkerOptions forDowncall(
            FunctionDescriptor function, Linker.Option... options);

    @Alias
    native boolean hasCapturedCallState();
}

/** {@code Linker.defaultLookup()}. */
@TargetClass(className = "jdk.internal.foreign.SystemLookup")
final class Target_jdk_internal_foreign_SystemLookup {

    @Substitute
    public Optional<MemorySegment> find(String name) {
        long address = CLibrary.find(0, name);
        return address == 0 ? Optional.empty() : Optional.of(MemorySegment.ofAddress(address));
    }
}

/** {@code SymbolLookup.libraryLookup}. */
@TargetClass(className = "jdk.internal.loader.RawNativeLibraries")
final class Target_jdk_internal_loader_RawNativeLibraries {

    @Substitute
    private static boolean load0(Target_jdk_internal_loader_RawNativeLibraries_RawNativeLibraryImpl library, String name) {
        library.handle = CLibrary.open(name);
        return library.handle != 0;
    }

    @Substitute
    private static void unload0(String name, long handle) {
        CLibrary.close(handle);
    }
}

@TargetClass(className = "jdk.internal.loader.RawNativeLibraries", innerClass = "RawNativeLibraryImpl")
final class Target_jdk_internal_loader_RawNativeLibraries_RawNativeLibraryImpl {

    @Alias
    long handle;

    @Substitute
    public long find(String name) {
        return CLibrary.find(handle, name);
    }
}
