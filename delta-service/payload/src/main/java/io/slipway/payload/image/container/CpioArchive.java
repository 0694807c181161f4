package io.slipway.payload.image.container;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.image.archive.CpioReader;

/** A plain archive: nothing in it is compressed, but something may be behind it. */
final class CpioArchive implements ContainerFormat {

    private static final CpioReader READER = new CpioReader();

    @Override
    public boolean isAt(ImageBytes bytes, long offset) throws UnreadableImageException {
        return READER.recognises(from(bytes, offset));
    }

    @Override
    public long read(ImageBytes bytes, long offset, Members members) throws UnreadableImageException {
        long length = 0;
        for (ImageFile file : READER.read(from(bytes, offset)).files()) {
            for (ImageFile.Run run : file.runs()) {
                length = Math.max(length, run.offset() + run.length());
            }
        }
        return offset + length;
    }

    private static ImageBytes from(ImageBytes bytes, long offset) throws UnreadableImageException {
        return bytes.slice(offset, bytes.length() - offset);
    }
}
