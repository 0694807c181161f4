package io.slipway.payload.create;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;

import io.slipway.payload.index.Sha256;

/** Compresses one group of a full payload: one Zstandard frame, cut behind each range. No level up to 19 has a window above 8 MiB. */
final class GroupEncoder implements Callable<List<EncodedRange>> {

    private final FileChannel image;
    private final long offset;
    private final long length;
    private final CreationSettings settings;

    GroupEncoder(FileChannel image, long offset, long length, CreationSettings settings) {
        this.image = image;
        this.offset = offset;
        this.length = length;
        this.settings = settings;
    }

    @Override
    public List<EncodedRange> call() throws IOException {
        List<EncodedRange> ranges = new ArrayList<>();
        byte[] content = new byte[(int) Math.min(settings.rangeSize(), length)];
        MessageDigest sha256 = Sha256.newDigest();
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        long lastContent = endOfContent(content);
        boolean first = true;
        try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(made, settings.level())) {
            zstd.setChecksum(false);
            for (long done = 0; done < length; done += content.length) {
                int part = (int) Math.min(content.length, length - done);
                read(content, part, done);
                sha256.update(content, 0, part);
                byte[] rangeSha256 = sha256.digest();
                if (EncodedRange.isZero(content, part)) {
                    ranges.add(EncodedRange.zero(part, rangeSha256));
                    continue;
                }
                zstd.write(content, 0, part);
                if (done == lastContent) {
                    zstd.close();
                } else {
                    zstd.flush();
                }
                byte[] blob = made.toByteArray();
                made.reset();
                ranges.add(new EncodedRange(first, part, part, blob, sha256.digest(blob), rangeSha256));
                first = false;
            }
        }
        return ranges;
    }

    /** Where the group's last range begins that is not zero: the frame ends with it. */
    private long endOfContent(byte[] buffer) throws IOException {
        long at = (length - 1) / buffer.length * buffer.length;
        while (at > 0) {
            int part = (int) Math.min(buffer.length, length - at);
            read(buffer, part, at);
            if (!EncodedRange.isZero(buffer, part)) {
                break;
            }
            at -= buffer.length;
        }
        return at;
    }

    private void read(byte[] buffer, int wanted, long from) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(buffer, 0, wanted);
        while (rest.hasRemaining()) {
            if (image.read(rest, offset + from + rest.position()) < 0) {
                throw new EOFException("the image became shorter while it was read");
            }
        }
    }
}
