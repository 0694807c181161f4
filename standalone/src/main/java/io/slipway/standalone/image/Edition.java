package io.slipway.standalone.image;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A state of Debian 12 that an image is made of. */
enum Edition {
    /** As it was released last. */
    RELEASED(List.of(new Source(DebianMirror::archive, "bookworm"))),
    /** With all updates since: the same packages, some of them newer. */
    UPDATED(Stream.concat(
                    RELEASED.sources.stream(),
                    Stream.of(
                            new Source(DebianMirror::archive, "bookworm-updates"),
                            new Source(DebianMirror::security, "bookworm-security")))
            .toList());

    private final List<Source> sources;

    Edition(List<Source> sources) {
        this.sources = sources;
    }

    List<Source> sources() {
        return sources;
    }

    /**
     * Where packages come from.
     *
     * @param archive which archive of a mirror
     * @param suite for example {@code bookworm}
     */
    record Source(Function<DebianMirror, String> archive, String suite) {}
}
