package io.slipway.payload.script;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

import io.slipway.payload.index.TargetRange;

/** Carries out the instructions of a script, as many bytes at a time as are asked for. Not thread-safe. */
final class Script implements Content {

    private static final int DIFFERENCES_BUFFER = 1 << 13;

    private final ScriptStreams streams = new ScriptStreams();
    private final CopyableSpace space;
    private final SourceBytes source;
    private final ScriptListener listener;
    private final byte[] differences = new byte[DIFFERENCES_BUFFER];

    /** Where in the source the next copied byte is, or the next copy would be without a seek. */
    private long sourceAt;

    /** What is left of the instruction under way. */
    private long copied;

    private long novel;
    private long equal;
    private long differing;

    /** Bytes of the copy under way that are in none of its runs yet. */
    private long runsLeft;

    /** Bytes that the range's instructions may still make. */
    private long left;

    /** @param source of the bytes that are copied, at their offsets in {@code space} */
    Script(CopyableSpace space, SourceBytes source, ScriptListener listener) {
        this.space = space;
        this.source = source;
        this.listener = listener;
    }

    /**
     * Begins a range.
     *
     * @param blob authentic, with the script in its first bytes; stays in use until {@link #endRange}
     */
    void startRange(TargetRange range, byte[] blob) throws IOException, UndecodableScriptException {
        if (range.startsGroup()) {
            streams.startGroup();
            sourceAt = 0;
            copied = 0;
            novel = 0;
        }
        space.settle(range.offset());
        streams.load(blob, range.blobLength());
        left = range.unpackedLength();
    }

    /**
     * To be called when all bytes of a range were asked for.
     *
     * @throws UndecodableScriptException if the script says more
     */
    void endRange() throws UndecodableScriptException {
        if (left > 0 || copied > 0 || novel > 0) {
            throw new UndecodableScriptException(left + " bytes of the script are not asked for");
        }
        streams.requireEmpty();
    }

    @Override
    public void make(byte[] out, int from, int length) throws IOException, UndecodableScriptException {
        int at = from;
        int end = from + length;
        while (at < end) {
            if (copied > 0) {
                int part = (int) Math.min(copied, end - at);
                copy(out, at, part);
                at += part;
            } else if (novel > 0) {
                int part = (int) Math.min(novel, end - at);
                readFully(streams.get(ScriptStream.NOVEL), out, at, part);
                novel -= part;
                sourceAt += part;
                at += part;
            } else {
                next();
            }
        }
    }

    private void next() throws IOException, UndecodableScriptException {
        InputStream lengths = streams.get(ScriptStream.LENGTHS);
        copied = Varint.read(lengths, left);
        novel = Varint.read(lengths, left - copied);
        if (copied == 0 && novel == 0) {
            throw new UndecodableScriptException("an instruction that makes nothing");
        }
        left -= copied + novel;
        listener.instruction(copied, novel);
        if (copied > 0) {
            long seek = Varint.readSigned(streams.get(ScriptStream.SEEKS));
            sourceAt += seek;
            if (!space.has(sourceAt, copied)) {
                throw new UndecodableScriptException(
                        "a copy of " + copied + " bytes from " + sourceAt + ", which are not there");
            }
            equal = Varint.read(streams.get(ScriptStream.RUNS), copied);
            differing = 0;
            runsLeft = copied - equal;
            listener.copy(seek, space.areaOf(sourceAt), equal);
        }
    }

    private void copy(byte[] out, int at, int length) throws IOException, UndecodableScriptException {
        source.read(sourceAt, out, at, length);
        int done = 0;
        while (done < length) {
            if (equal == 0 && differing == 0) {
                nextRuns();
            }
            int part;
            if (differing > 0) {
                part = (int) Math.min(length - done, differing);
                addDifferences(out, at + done, part);
                differing -= part;
            } else {
                part = (int) Math.min(length - done, equal);
                equal -= part;
            }
            done += part;
        }
        copied -= length;
        sourceAt += length;
    }

    /** The first run of a copy is one of equal bytes, then they take turns; the last one is followed by none. */
    private void nextRuns() throws IOException, UndecodableScriptException {
        InputStream runs = streams.get(ScriptStream.RUNS);
        differing = Varint.read(runs, runsLeft);
        if (differing == 0) {
            throw new UndecodableScriptException("a run of no bytes");
        }
        runsLeft -= differing;
        if (runsLeft > 0) {
            equal = Varint.read(runs, runsLeft);
            runsLeft -= equal;
        }
        listener.runs(differing, equal);
    }

    private void addDifferences(byte[] out, int at, int length) throws IOException {
        InputStream stream = streams.get(ScriptStream.DIFFERENCES);
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, differences.length);
            readFully(stream, differences, 0, part);
            for (int i = 0; i < part; i++) {
                out[at + done + i] += differences[i];
            }
            done += part;
        }
    }

    private static void readFully(InputStream stream, byte[] buffer, int from, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int read = stream.read(buffer, from + done, length - done);
            if (read < 0) {
                throw new EOFException("a stream ends early");
            }
            done += read;
        }
    }
}
