package io.slipway.payload.image.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.FoundFiles;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageFile.Run;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.UnreadableImageException;

/** The members of an archive, which are added in the order of the image. Not thread-safe. */
final class ArchiveMembers {

    private final FoundFiles found = new FoundFiles();
    private final List<Run> headers = new ArrayList<>();
    private long headersLength;
    private long end;

    /**
     * Adds a member with content.
     *
     * @param name as it is stored; what follows a NUL is left out, and {@code ./} and {@code /} at the beginning
     * @param offset of the content in the image, behind the member before
     */
    void add(byte[] name, long offset, long length) throws UnreadableImageException {
        String path = path(name);
        if (length > 0 && !path.isEmpty()) {
            found.add(new ImageFile(path, length, List.of(new Run(0, offset, length))));
            skip(offset, length);
        }
    }

    /** Passes by content that has no name of its own. */
    void skip(long offset, long length) throws UnreadableImageException {
        if (length > 0) {
            addHeadersUpTo(offset);
            end = offset + length;
        }
    }

    /**
     * The layout of an image with these members.
     *
     * @param archiveEnd where the last header ends; what follows is not part of the archive
     */
    ImageLayout layout(String filesystem, long archiveEnd, long imageLength) throws UnreadableImageException {
        addHeadersUpTo(archiveEnd);
        found.add(new ImageFile(ImageFile.METADATA_PREFIX + "headers", headersLength, headers));
        return found.inPlainImage(filesystem, imageLength);
    }

    private void addHeadersUpTo(long offset) throws UnreadableImageException {
        if (offset > end) {
            if (headers.size() == FileRuns.MAX_RUNS) {
                throw new UnreadableImageException("it has more than " + headers.size() + " members");
            }
            headers.add(new Run(headersLength, end, offset - end));
            headersLength += offset - end;
        }
    }

    private static String path(byte[] name) {
        int length = 0;
        while (length < name.length && name[length] != 0) {
            length++;
        }
        String path = new String(name, 0, length, StandardCharsets.UTF_8);
        int start = 0;
        while (path.startsWith("/", start) || path.startsWith("./", start)) {
            start += path.charAt(start) == '/' ? 1 : 2;
        }
        return path.substring(start);
    }
}
