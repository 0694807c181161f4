package io.slipway.standalone.image;

import java.util.List;
import java.util.stream.Stream;

/** A state of Debian 12 that an image is made of. */
enum Edition {
    /** As it was released last. */
    RELEASED(List.of(new Source("/debian", "bookworm"))),
    /** With all updates since: the same packages, some of them newer. */
    UPDATED(Stream.concat(
                    RELEASED.sources.stream(),
                    Stream.of(
                            new Source("/debian", "bookworm-updates"),
                            new Source("/debian-security", "bookworm-security")))
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
     * @param archive path below the mirror
     * @param suite for example {@code bookworm}
     */
    record Source(String archive, String suite) {}
}
