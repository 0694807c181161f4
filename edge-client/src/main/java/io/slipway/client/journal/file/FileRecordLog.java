package io.slipway.client.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

import io.slipway.client.journal.JournalException;
import io.slipway.client.journal.RecordLog;

/**
 * A record log in one file.
 *
 * <p>Each record is a frame: length of the text in bytes (int, big endian, 1 to {@value RecordLog#MAX_RECORD_BYTES}), CRC-32 over length and text
 * (int, big endian), text (UTF-8). Reading ends at the first frame that is short or whose CRC is wrong. Since every append is forced before it
 * returns, such a frame was never acknowledged; opening the log cuts it off.
 */
public final class FileRecordLog implements RecordLog {

    private static final int HEADER_BYTES = 8;
    private static final int MAX_FILE_BYTES = 8 * 1024 * 1024;

    private final Path file;
    private final List<String> records;
    private FileChannel channel;
    private long end;

    private FileRecordLog(Path file, FileChannel channel, List<String> records, long end) {
        this.file = file;
        this.channel = channel;
        this.records = records;
        this.end = end;
    }

    /** Opens the log at {@code file}, creates it if there is none, and cuts off what a crash left unfinished. */
    public static FileRecordLog open(Path file) {
        try {
            Files.deleteIfExists(beside(file));
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            List<String> records = new ArrayList<>();
            long end = readFrames(readAll(channel), records);
            if (channel.size() > end) {
                channel.truncate(end);
            }
            channel.force(true);
            Durability.forceDirectoryOf(file);
            return new FileRecordLog(file, channel, records, end);
        } catch (IOException e) {
            throw new JournalException("Cannot open the journal " + file, e);
        }
    }

    /** The records of a log that another process may be writing; empty if there is no such file. Changes nothing. */
    public static List<String> read(Path file) {
        List<String> records = new ArrayList<>();
        if (Files.exists(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                readFrames(readAll(channel), records);
            } catch (IOException e) {
                throw new JournalException("Cannot read the journal " + file, e);
            }
        }
        return List.copyOf(records);
    }

    @Override
    public List<String> records() {
        return List.copyOf(records);
    }

    @Override
    public void append(String record) {
        ByteBuffer frame = frame(record);
        int length = frame.remaining();
        try {
            if (channel.size() > end) { // what a failed append left behind
                channel.truncate(end);
            }
            writeFully(channel, frame, end);
            channel.force(true);
        } catch (IOException e) {
            throw new JournalException("Cannot write the journal " + file, e);
        }
        end += length;
        records.add(record);
    }

    @Override
    public void replace(List<String> newRecords) {
        Path successor = beside(file);
        try {
            FileChannel written = FileChannel.open(
                    successor,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            long position = 0;
            for (String record : newRecords) {
                ByteBuffer frame = frame(record);
                int length = frame.remaining();
                writeFully(written, frame, position);
                position += length;
            }
            written.force(true);
            Durability.moveInto(successor, file);
            channel.close();
            channel = written;
            end = position;
        } catch (IOException e) {
            throw new JournalException("Cannot replace the journal " + file, e);
        }
        records.clear();
        records.addAll(newRecords);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static ByteBuffer readAll(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size > MAX_FILE_BYTES) {
            throw new IOException(
                    "it has " + size + " bytes, more than the " + MAX_FILE_BYTES + " that a journal may have");
        }
        ByteBuffer content = ByteBuffer.allocate((int) size);
        while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
            // until full or at the end of a file that got shorter meanwhile
        }
        return content.flip();
    }

    /** Appends the text of all good frames to {@code records} and returns the position after the last of them. */
    private static long readFrames(ByteBuffer content, List<String> records) {
        while (content.remaining() >= HEADER_BYTES) {
            int start = content.position();
            int length = content.getInt(start);
            if (length < 1 || length > MAX_RECORD_BYTES || length > content.remaining() - HEADER_BYTES) {
                return start;
            }
            byte[] text = new byte[length];
            content.get(start + HEADER_BYTES, text);
            if (content.getInt(start + 4) != checksum(text)) {
                return start;
            }
            records.add(new String(text, StandardCharsets.UTF_8));
            content.position(start + HEADER_BYTES + length);
        }
        return content.position();
    }

    private static ByteBuffer frame(String record) {
        byte[] text = record.getBytes(StandardCharsets.UTF_8);
        if (text.length < 1 || text.length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "A record has 1 to " + MAX_RECORD_BYTES + " bytes, this one " + text.length);
        }
        return ByteBuffer.allocate(HEADER_BYTES + text.length)
                .putInt(text.length)
                .putInt(checksum(text))
                .put(text)
                .flip();
    }

    private static int checksum(byte[] text) {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(4).putInt(0, text.length));
        crc.update(text);
        return (int) crc.getValue();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
