/**
 * What an image is made of: which bytes belong to which file, and which are compressed.
 *
 * <p>A {@link FilesystemReader} turns an {@link ImageBytes} into an {@link ImageLayout}: pieces that partition the image, and files whose runs point
 * into what the pieces hold. The generator of payloads uses it to compare files with files; a device never needs it. Images come from strangers:
 * a reader trusts no field, and what it cannot read it refuses with a reason, whereupon the image is treated as plain bytes.
 */
@NullMarked
package io.slipway.payload.image;

import org.jspecify.annotations.NullMarked;
