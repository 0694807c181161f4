package io.slipway.payload.image.squashfs;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.UnreadableImageException;

/**
 * How blocks were compressed: by the compressor's options behind the superblock, or by the defaults of mksquashfs 4.x ({@code gzip_wrapper.h} and its
 * siblings) where an image has none.
 *
 * @param data packing of data blocks and fragments
 * @param metadata packing of metadata blocks
 */
record Compression(Packing data, Packing metadata) {

    private static final int GZIP = 1;
    private static final int LZMA = 2;
    private static final int LZO = 3;
    private static final int XZ = 4;
    private static final int LZ4 = 5;
    private static final int ZSTD = 6;

    /** The options are one metadata block that is never compressed. */
    private static final int OPTIONS = Superblock.LENGTH + 2;

    static Compression of(ImageBytes image, Superblock superblock) throws UnreadableImageException {
        boolean options = superblock.compressorOptions();
        return switch (superblock.compression()) {
            case GZIP ->
                options
                        ? same(new Packing.Zlib(
                                (int) image.u32(OPTIONS), image.u16(OPTIONS + 4), image.u16(OPTIONS + 6)))
                        : same(new Packing.Zlib(9, 15, 0));
            case LZO ->
                options
                        ? same(new Packing.Lzo((int) image.u32(OPTIONS), (int) image.u32(OPTIONS + 4)))
                        : same(new Packing.Lzo(4, 8));
            case XZ ->
                options ? xz((int) image.u32(OPTIONS), (int) image.u32(OPTIONS + 4)) : xz(superblock.blockSize(), 0);
            case LZ4 -> same(new Packing.Lz4(options && (image.u32(OPTIONS + 4) & 1) != 0));
            case ZSTD -> same(new Packing.Zstd(options ? (int) image.u32(OPTIONS) : 15));
            case LZMA -> throw new UnreadableImageException("the compression lzma is not known");
            default ->
                throw new UnreadableImageException("the compression " + superblock.compression() + " is not known");
        };
    }

    private static Compression same(Packing packing) {
        return new Compression(packing, packing);
    }

    /** Branch filters are tried on data only. */
    private static Compression xz(int dictionarySize, int filters) {
        return new Compression(new Packing.Xz(dictionarySize, filters), new Packing.Xz(dictionarySize, 0));
    }
}
