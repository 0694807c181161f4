package io.slipway.standalone.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.standalone.StandaloneException;

/**
 * Where this machine gets Debian packages from, as its apt is configured; nothing else is ever asked.
 *
 * @param archive address of Debian's main archive, without a slash at the end
 * @param security address of the archive of security updates, likewise
 */
record DebianMirror(String archive, String security) {

    private static final String MAIN_LABEL = "Debian";
    private static final String SECURITY_LABEL = "Debian-Security";
    private static final List<String> TARGETS =
            List.of("indextargets", "--format", "$(REPO_URI) $(LABEL)", "Created-By: Packages", "Origin: Debian");
    private static final Pattern NAME = Pattern.compile("^PRETTY_NAME=\"?([^\"\n]+)\"?$", Pattern.MULTILINE);
    private static final Pattern DEBIAN = Pattern.compile("^ID=\"?debian\"?$", Pattern.MULTILINE);

    DebianMirror {
        archive = withoutSlash(archive);
        security = withoutSlash(security);
    }

    /** The mirror that a person names: it holds {@code /debian} and {@code /debian-security}. */
    static DebianMirror at(String address) {
        String base = withoutSlash(address);
        return new DebianMirror(base + "/debian", base + "/debian-security");
    }

    /**
     * Asks apt.
     *
     * @param osRelease content of {@code /etc/os-release}; empty if there is none
     * @throws StandaloneException if it knows no mirror of Debian
     */
    static DebianMirror of(Tool apt, Path directory, String osRelease) throws IOException {
        return read(apt.run(directory, TARGETS), osRelease);
    }

    /** Reads what apt has printed: one line per index of packages that has Debian's signature, with the address and the label of its archive. */
    static DebianMirror read(String printed, String osRelease) {
        Optional<String> archive = find(printed, MAIN_LABEL);
        Optional<String> security = find(printed, SECURITY_LABEL);
        if (archive.isPresent() && security.isPresent()) {
            return new DebianMirror(archive.get(), security.get());
        }
        throw new StandaloneException(
                "Images cannot be made here, because " + whatIsMissing(archive, osRelease)
                        + "; set SLIPWAY_DEBIAN_MIRROR to the address of a Debian mirror, or use images of your own: --from OLD.img --to NEW.img.");
    }

    private static String whatIsMissing(Optional<String> archive, String osRelease) {
        if (!DEBIAN.matcher(osRelease).find()) {
            Matcher name = NAME.matcher(osRelease);
            return "they are made of Debian's packages, and the package sources of this machine ("
                    + (name.find() ? name.group(1) : "not Debian") + ") are not Debian's";
        }
        String missing = archive.isPresent() ? "Debian's security updates" : "Debian's archive";
        return "apt knows no source of " + missing
                + ": there is none in /etc/apt, or its lists were never fetched (apt-get update does that)";
    }

    private static Optional<String> find(String printed, String label) {
        return printed.lines()
                .map(line -> line.split(" ", 2))
                .filter(words -> words.length == 2 && words[1].equals(label))
                .map(words -> words[0])
                .findFirst();
    }

    private static String withoutSlash(String address) {
        return address.replaceAll("/+$", "");
    }
}
