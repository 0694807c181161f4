package io.slipway.payload.repack;

import java.util.Arrays;
import java.util.Optional;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.util.ZstdVersion;
import io.airlift.compress.v3.zstd.ZstdNativeCompressor;

/**
 * The releases of libzstd that come with this program: 1.5.4 with zstd-jni, 1.5.6 with aircompressor. 1.5.5 makes of a block what one of them makes; 1.5.7
 * makes what 1.5.6 makes for up to 128 KiB, but at levels 3 and 4. Measured in docs/benchmarks/repack.md.
 */
enum ZstdPacker {
    JNI {
        @Override
        int release() {
            return JNI_RELEASE;
        }

        @Override
        byte[] packInOneCall(int level, byte[] unpacked) {
            return Zstd.compress(unpacked, level);
        }
    },

    AIRCOMPRESSOR {
        @Override
        int release() {
            return ZstdNativeCompressor.isEnabled() ? 6 : NOT_HERE;
        }

        @Override
        byte[] packInOneCall(int level, byte[] unpacked) {
            ZstdNativeCompressor compressor = new ZstdNativeCompressor(level);
            byte[] packed = new byte[compressor.maxCompressedLength(unpacked.length)];
            int length = compressor.compress(unpacked, 0, unpacked.length, packed, 0, packed.length);
            return Arrays.copyOf(packed, length);
        }
    };

    private static final int NOT_HERE = -1;

    private static final int JNI_RELEASE = jniRelease();

    /** Beyond these two the compressor takes more memory than a device may use. */
    private static final int LARGE = 512 * 1024;

    private static final int MAX_LEVEL_OF_LARGE = 12;

    /** The last number of the release of libzstd. */
    abstract int release();

    abstract byte[] packInOneCall(int level, byte[] unpacked);

    static Optional<ZstdPacker> ofRelease(int release) {
        return Arrays.stream(values())
                .filter(packer -> packer.release() == release)
                .findFirst();
    }

    /** Asked of the class at run time, because the compiler would copy the constant of the release that it sees. */
    private static int jniRelease() {
        try {
            String version = (String) ZstdVersion.class.getField("VERSION").get(null);
            return version != null && version.matches("1\\.5\\.\\d+-\\d+")
                    ? Integer.parseInt(version.substring(4, version.indexOf('-')))
                    : NOT_HERE;
        } catch (ReflectiveOperationException e) {
            return NOT_HERE;
        }
    }

    byte[] pack(int level, byte[] unpacked) throws CannotRepackException {
        if (unpacked.length > LARGE && level > MAX_LEVEL_OF_LARGE) {
            throw new CannotRepackException("Zstandard level " + level + " takes more than 16 MiB for a large block");
        }
        try {
            return packInOneCall(level, unpacked);
        } catch (ZstdException e) {
            throw new CannotRepackException("libzstd says " + e.getMessage());
        }
    }
}
