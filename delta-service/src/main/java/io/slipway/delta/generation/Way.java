package io.slipway.delta.generation;

import java.util.Locale;
import java.util.Optional;

/** How an image is made: from nothing, or from another image. There is one job for each way, whoever wants it. */
public sealed interface Way {

    /** The image that comes out. */
    Image image();

    /** The image that it is made from; empty if from nothing. */
    Optional<Image> from();

    /** Names the way among those of all tenants. */
    String key();

    /** Which sort of work it is. */
    default Kind kind() {
        return switch (this) {
            case Full _ -> Kind.FULL;
            case Delta _ -> Kind.DELTA;
            case Back _ -> Kind.BACK;
        };
    }

    /** The sorts of work; each has workers of its own, so that a delta of minutes does not keep a full payload waiting. */
    enum Kind {
        /** Full payloads. */
        FULL,
        /** Delta payloads. */
        DELTA,
        /** Proofs that an older version can be made again from a newer one. */
        BACK;

        /** What events, metrics, logs and operators call it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By a full payload, from nothing. */
    record Full(Image image) implements Way {

        @Override
        public Optional<Image> from() {
            return Optional.empty();
        }

        @Override
        public String key() {
            return image.key();
        }
    }

    /**
     * By a delta, from another image.
     *
     * @param source what a device has already
     */
    record Delta(Image source, Image image) implements Way {

        /** Checks that it leads from one image of the tenant to another. */
        public Delta {
            requireTwo(source, image);
        }

        @Override
        public Optional<Image> from() {
            return Optional.of(source);
        }

        @Override
        public String key() {
            return image.key() + "/from-" + source.sha256().hex();
        }
    }

    /**
     * By the delta that leads back from a newer version, as part of a {@link Chain}. The work makes no new payload: it shows that the image, and the full
     * payload that is stored of it, can be made again of what else is in the store.
     *
     * @param base the newer version
     */
    record Back(Image base, Image image) implements Way {

        /** Checks that it leads from one image of the tenant to another. */
        public Back {
            requireTwo(base, image);
        }

        /** The delta that leads back. */
        public Delta delta() {
            return new Delta(base, image);
        }

        @Override
        public Optional<Image> from() {
            return Optional.of(base);
        }

        @Override
        public String key() {
            return image.key() + "/back-from-" + base.sha256().hex();
        }
    }

    private static void requireTwo(Image from, Image image) {
        if (!from.tenant().equals(image.tenant()) || from.sha256().equals(image.sha256())) {
            throw new IllegalArgumentException("no way from " + from.key() + " to " + image.key());
        }
    }
}
