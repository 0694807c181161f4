package io.slipway.payload.script;

/** Where the bytes that scripts copy lie: the unpacked source, behind that the source as it is, and behind that the unpacked target as far as it is settled. */
final class CopyableSpace {

    private final Layers targetLayers;
    private final long unpackedLength;
    private final long sourceLength;

    /** Where what may be copied from the target ends. */
    private long end;

    CopyableSpace(Preamble preamble) {
        this.targetLayers = preamble.target();
        this.unpackedLength = preamble.source().unpackedLength();
        this.sourceLength = unpackedLength + preamble.source().imageLength();
        this.end = sourceLength;
    }

    /** From now on what {@code offset} bytes of the target hold may be copied. */
    void settle(long offset) {
        end = sourceLength + targetLayers.settled(offset);
    }

    /** What a byte that may be copied is of. */
    CopiedFrom areaOf(long offset) {
        if (offset < unpackedLength) {
            return CopiedFrom.UNPACKED_SOURCE;
        }
        return offset < sourceLength ? CopiedFrom.SOURCE_AS_IT_IS : CopiedFrom.TARGET;
    }

    /** First byte of an area. */
    long begin(CopiedFrom area) {
        return switch (area) {
            case UNPACKED_SOURCE -> 0;
            case SOURCE_AS_IT_IS -> unpackedLength;
            case TARGET -> sourceLength;
        };
    }

    /** Whether bytes may be copied together. */
    boolean has(long offset, long length) {
        long limit =
                switch (areaOf(offset)) {
                    case UNPACKED_SOURCE -> unpackedLength;
                    case SOURCE_AS_IT_IS -> sourceLength;
                    case TARGET -> end;
                };
        return offset >= 0 && length <= limit - offset;
    }
}
