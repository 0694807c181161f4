package io.slipway.standalone.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.slipway.standalone.StandaloneException;

/** The programs that make an image. */
record Toolbox(Tool apt, Tool shell, Tool mke2fs) {

    private static final Map<String, String> PACKAGES =
            Map.of("apt-get", "apt", "dpkg-deb", "dpkg", "tar", "tar", "sh", "dash", "mke2fs", "e2fsprogs");

    /**
     * Finds all of them.
     *
     * @param search finds a program by its name
     * @throws StandaloneException that names what is missing and the way around it
     */
    static Toolbox find(Function<String, Optional<Tool>> search) {
        List<String> missing = PACKAGES.keySet().stream()
                .filter(name -> search.apply(name).isEmpty())
                .map(name -> name + " (Debian package " + PACKAGES.get(name) + ")")
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new StandaloneException("Images cannot be made here, because " + String.join(" and ", missing)
                    + (missing.size() == 1 ? " is missing; install it" : " are missing; install them")
                    + ", or use images of your own: --from OLD.img --to NEW.img.");
        }
        return new Toolbox(require(search, "apt-get"), require(search, "sh"), require(search, "mke2fs"));
    }

    private static Tool require(Function<String, Optional<Tool>> search, String name) {
        return search.apply(name).orElseThrow(() -> new StandaloneException(name + " has just disappeared."));
    }
}
