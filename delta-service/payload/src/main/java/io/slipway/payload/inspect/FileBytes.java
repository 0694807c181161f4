package io.slipway.payload.inspect;

/**
 * What a file of the new image takes in a payload.
 *
 * @param path from the root, without a leading slash; as the image has it, control characters included
 * @param packed bytes of the payload
 * @param novel bytes that are not copied, before they are packed; in a full payload all of the image's
 * @param corrected bytes that are copied and differ
 */
public record FileBytes(String path, long packed, long novel, long corrected) {}
