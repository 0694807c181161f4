/**
 * Making payloads, on the server: reads an image once, compresses its ranges on a bounded number of threads and writes index and blobs in order.
 *
 * <p>{@link io.slipway.payload.create.CreatePayload} is the way in. The same image, range size and level give the same bytes whatever the number of
 * threads. This package calls zstd's native library; {@link io.slipway.payload.apply} never reaches it.
 */
@NullMarked
package io.slipway.payload.create;

import org.jspecify.annotations.NullMarked;
