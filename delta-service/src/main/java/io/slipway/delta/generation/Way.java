package io.slipway.delta.generation;

/** How a payload makes its image: from nothing, or from a source image. There is one job for each way, whichever releases want it. */
public sealed interface Way {

    /** The image that comes out. */
    Image image();

    /** Names the way among those of all tenants. */
    String key();

    /** Which sort of work it is. */
    default Kind kind() {
        return switch (this) {
            case Full _ -> Kind.FULL;
            case Delta _ -> Kind.DELTA;
        };
    }

    /** The sorts of work; each has workers of its own, so that a delta of minutes does not keep a full payload waiting. */
    enum Kind {
        /** Full payloads. */
        FULL,
        /** Delta payloads. */
        DELTA
    }

    /** From nothing. */
    record Full(Image image) implements Way {

        @Override
        public String key() {
            return image.key();
        }
    }

    /**
     * From another image.
     *
     * @param source what a device has already
     */
    record Delta(Image source, Image image) implements Way {

        /** Checks that it leads from one image of the tenant to another. */
        public Delta {
            if (!source.tenant().equals(image.tenant()) || source.sha256().equals(image.sha256())) {
                throw new IllegalArgumentException("no way from " + source.key() + " to " + image.key());
            }
        }

        @Override
        public String key() {
            return image.key() + "/from-" + source.sha256().hex();
        }
    }
}
