package io.slipway.payload.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.TargetRange;
import io.slipway.payload.script.CopiedFrom;
import io.slipway.payload.script.ScriptListener;
import io.slipway.payload.script.ScriptStream;
import io.slipway.payload.script.Varint;

/**
 * Adds up what each file takes in the blobs of a payload.
 *
 * <p>Novel bytes and differences belong to the file that they are part of, and numbers to the file of the byte that is made next when they are read. The
 * packed bytes that a stream has in a blob are shared out in proportion to the unpacked ones. What is left, the lengths of the streams, belongs to the file in
 * which the range begins. Not thread-safe.
 */
final class FileCosts implements ScriptListener {

    private final FileMap files;
    private final Map<ScriptStream, Shares> streams = new EnumMap<>(ScriptStream.class);
    private final long[] packed;
    private final long[] novel;
    private final long[] corrected;

    /** Where the next instruction makes its first byte. */
    private long next;

    /** Where the copy under way goes on, and where it ends. */
    private long copyAt;

    private long copyEnd;

    FileCosts(FileMap files) {
        this.files = files;
        int count = files.noFile() + 1;
        packed = new long[count];
        novel = new long[count];
        corrected = new long[count];
        for (ScriptStream stream : ScriptStream.ALL) {
            streams.put(stream, new Shares(count));
        }
    }

    /** The next range begins. */
    void startRange(long place) {
        next = place;
    }

    @Override
    public void instruction(long copied, long novelBytes) {
        number(ScriptStream.LENGTHS, next, Varint.length(copied) + Varint.length(novelBytes));
        copyAt = next;
        copyEnd = next + copied;
        content(ScriptStream.NOVEL, copyEnd, novelBytes, novel);
        next = copyEnd + novelBytes;
    }

    @Override
    public void copy(long seek, CopiedFrom from, long equal) {
        number(ScriptStream.SEEKS, copyAt, Varint.signedLength(seek));
        number(ScriptStream.RUNS, copyAt, Varint.length(equal));
        copyAt += equal;
    }

    @Override
    public void runs(long differing, long equal) {
        long end = copyAt + differing;
        number(ScriptStream.RUNS, copyAt, Varint.length(differing) + (end < copyEnd ? Varint.length(equal) : 0));
        content(ScriptStream.DIFFERENCES, copyAt, differing, corrected);
        copyAt = end + equal;
    }

    private void number(ScriptStream stream, long place, int bytes) {
        shares(stream).use(files.fileAt(place), bytes);
    }

    private void content(ScriptStream stream, long place, long length, long[] sums) {
        Shares shares = shares(stream);
        files.divide(place, length, (file, part) -> {
            shares.use(file, part);
            sums[file] += part;
        });
    }

    /**
     * The script of a range has ended.
     *
     * @param place where it began
     * @param segments packed bytes of each stream
     */
    void endRange(TargetRange range, long place, Map<ScriptStream, Integer> segments) {
        long left = range.blobLength();
        for (Map.Entry<ScriptStream, Integer> segment : segments.entrySet()) {
            left -= shares(segment.getKey()).shareOut(segment.getValue(), packed);
        }
        packed[files.fileAt(place)] += left;
    }

    /** A range of a full payload: its blob belongs to all of its bytes alike. */
    void addFull(TargetRange range) {
        content(ScriptStream.NOVEL, range.offset(), range.length(), novel);
        shares(ScriptStream.NOVEL).shareOut(range.blobLength(), packed);
    }

    private Shares shares(ScriptStream stream) {
        Shares shares = streams.get(stream);
        if (shares == null) {
            throw new IllegalStateException("every stream has shares");
        }
        return shares;
    }

    BytesByFile sum(PayloadIndex index) {
        List<FileBytes> all = new ArrayList<>();
        for (int file = 0; file < files.noFile(); file++) {
            if (packed[file] + novel[file] + corrected[file] > 0) {
                all.add(bytesOf(file, files.path(file)));
            }
        }
        all.sort(Comparator.comparingLong(FileBytes::packed).reversed());
        return new BytesByFile(index.length(), index.preambleLength(), bytesOf(files.noFile(), ""), all);
    }

    private FileBytes bytesOf(int file, String path) {
        return new FileBytes(path, packed[file], novel[file], corrected[file]);
    }
}
