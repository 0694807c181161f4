/**
 * Reads a payload from wherever it lies, through cut connections: a stream that goes on at the last received byte, with bounded
 * back-off. Knows nothing of what the bytes mean; authenticity is checked by their reader.
 */
@NullMarked
package io.slipway.client.download;

import org.jspecify.annotations.NullMarked;
