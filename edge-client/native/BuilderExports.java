import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.TreeSet;

/** Prints, as arguments of {@code java}, the packages of the JDK that the builder uses though they are not exported to it. */
final class BuilderExports {

    private static final List<String> FROM =
            List.of("java.base", "java.instrument", "java.management", "jdk.internal.vm.ci", "jdk.jfr", "jdk.management");
    private static final List<String> TO = List.of(
            "jdk.graal.compiler",
            "org.graalvm.collections",
            "org.graalvm.espresso.shared.svm",
            "org.graalvm.nativeimage",
            "org.graalvm.nativeimage.base",
            "org.graalvm.nativeimage.builder",
            "org.graalvm.nativeimage.configure",
            "org.graalvm.nativeimage.libgraal",
            "org.graalvm.nativeimage.objectfile",
            "org.graalvm.nativeimage.pointsto",
            "org.graalvm.truffle.compiler",
            "org.graalvm.word");

    private BuilderExports() {}

    public static void main(String... arguments) {
        for (String module : FROM) {
            ModuleFinder.ofSystem()
                    .find(module)
                    .map(found -> new TreeSet<>(found.descriptor().packages()))
                    .orElseThrow(() -> new IllegalStateException("This JDK has no module " + module))
                    .forEach(name ->
                            System.out.println("--add-exports=" + module + "/" + name + "=" + String.join(",", TO)));
        }
    }
}
