package io.slipway.standalone.image;

import java.util.List;
import java.util.Map;

import io.slipway.standalone.StandaloneException;

/** The programs that make an image. */
record Toolbox(Tool apt, Tool shell, Tool mke2fs) {

    private static final Map<String, String> PACKAGES =
            Map.of("apt-get", "apt", "dpkg-deb", "dpkg", "tar", "tar", "sh", "dash", "mke2fs", "e2fsprogs");

    /**
     * Finds all of them.
     *
     * @throws StandaloneException that names what is missing and the way around it
     */
    static Toolbox find() {
        List<String> missing = PACKAGES.keySet().stream()
                .filter(name -> Tool.find(name).isEmpty())
                .map(name -> name + " (Debian package " + PACKAGES.get(name) + ")")
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new StandaloneException("Images cannot be made here, because " + String.join(" and ", missing)
                    + " is missing; install it, or use images of your own: --from OLD.img --to NEW.img.");
        }
        return new Toolbox(require("apt-get"), require("sh"), require("mke2fs"));
    }

    private static Tool require(String name) {
        return Tool.find(name).orElseThrow(() -> new StandaloneException(name + " has just disappeared."));
    }
}
