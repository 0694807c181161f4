package io.slipway.client.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

import io.slipway.client.archive.TarEntry.Kind;

/**
 * Reads an archive from its beginning to its end: regular files, directories and symbolic links, in the formats ustar, pax and GNU with long names.
 * Everything else is refused: hard links, devices, pipes, sparse files, extended attributes, names that lead elsewhere. At most {@value #MAX_ENTRIES}
 * entries. One thread; the stream is not closed.
 */
public final class TarReader {

    /** Entries that an archive may have. */
    public static final int MAX_ENTRIES = 65_536;

    private static final int MAX_EXTENSION = 64 * 1024;

    private final InputStream in;
    private int entries;
    private long left;
    private int padding;

    public TarReader(InputStream in) {
        this.in = in;
    }

    /** The next entry, or empty at the end of the archive. What was not read of the last one's content is passed over. */
    public Optional<TarEntry> next() throws IOException, ArchiveRefusedException {
        PaxRecords properties = new PaxRecords();
        while (true) {
            pass(left + padding);
            byte[] block = exactly(TarHeader.BLOCK);
            if (isEnd(block)) {
                left = 0;
                padding = 0;
                return Optional.empty();
            }
            if (++entries > MAX_ENTRIES) {
                throw new ArchiveRefusedException("the archive has more than " + MAX_ENTRIES + " entries");
            }
            TarHeader header = TarHeader.parse(block);
            switch (header.type()) {
                case 'x' -> properties = PaxRecords.parse(extension(header), false);
                case 'g' -> PaxRecords.parse(extension(header), true);
                case 'L' -> properties.put("path", withoutEnd(extension(header)));
                case 'K' -> properties.put("linkpath", withoutEnd(extension(header)));
                default -> {
                    TarEntry entry = entry(header, properties);
                    if (!entry.name().isEmpty()) {
                        return Optional.of(entry);
                    }
                    properties = new PaxRecords();
                }
            }
        }
    }

    /** The content of the entry that {@link #next} returned last, once. Ends where it ends. */
    public InputStream content() {
        return new Content();
    }

    private TarEntry entry(TarHeader header, PaxRecords properties) throws ArchiveRefusedException {
        String name = EntryName.checked(properties.bytes("path", header.name()));
        Kind kind =
                switch (header.type()) {
                    case '0', '7' -> Kind.FILE;
                    case '5' -> Kind.DIRECTORY;
                    case '2' -> Kind.SYMLINK;
                    case '1' -> throw refused(name, "a hard link (tar --hard-dereference leaves them out)");
                    case '3', '4' -> throw refused(name, "a device");
                    case '6' -> throw refused(name, "a pipe");
                    default -> throw refused(name, "an entry of type '" + header.type() + "'");
                };
        if (name.isEmpty() && kind != Kind.DIRECTORY) {
            throw new ArchiveRefusedException("the archive has an entry without a name");
        }
        long size = kind == Kind.FILE ? properties.number("size", header.size()) : 0;
        if (size < 0 || kind != Kind.FILE && header.size() != 0) {
            throw refused(name, "content that no entry of its kind has");
        }
        begin(size);
        String target = kind == Kind.SYMLINK ? EntryName.text(properties.bytes("linkpath", header.linkName())) : "";
        if (kind == Kind.SYMLINK && target.isEmpty()) {
            throw refused(name, "a link to nothing");
        }
        return new TarEntry(
                name,
                kind,
                size,
                (int) header.mode() & 07777,
                owner(name, properties.number("uid", header.uid())),
                owner(name, properties.number("gid", header.gid())),
                properties.number("mtime", header.modified()),
                target);
    }

    private static int owner(String name, long number) throws ArchiveRefusedException {
        if (number < 0 || number >= Integer.MAX_VALUE) {
            throw refused(name, "an owner whose number is too large");
        }
        return (int) number;
    }

    private static ArchiveRefusedException refused(String name, String what) {
        return new ArchiveRefusedException("the archive has " + what + ", which is not supported: " + name);
    }

    private byte[] extension(TarHeader header) throws IOException, ArchiveRefusedException {
        long size = header.size();
        if (size < 0 || size > MAX_EXTENSION) {
            throw new ArchiveRefusedException(
                    "the archive has an extended header of more than " + MAX_EXTENSION + " bytes");
        }
        begin(size);
        byte[] content = exactly((int) size);
        left = 0;
        return content;
    }

    private void begin(long size) {
        left = size;
        padding = (int) (-size & TarHeader.BLOCK - 1);
    }

    private void pass(long bytes) throws IOException, ArchiveRefusedException {
        long skipped = 0;
        byte[] buffer = new byte[8192];
        while (skipped < bytes) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, bytes - skipped));
            if (read < 0) {
                throw cutOff();
            }
            skipped += read;
        }
    }

    private byte[] exactly(int length) throws IOException, ArchiveRefusedException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw cutOff();
        }
        return bytes;
    }

    private static ArchiveRefusedException cutOff() {
        return new ArchiveRefusedException("the archive ends before its end");
    }

    private static boolean isEnd(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** GNU tar writes long names with a zero byte at their end. */
    private static byte[] withoutEnd(byte[] name) {
        int end = name.length;
        while (end > 0 && name[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(name, end);
    }

    private final class Content extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new IOException("the archive ends before its end");
            }
            left -= read;
            return read;
        }
    }
}
