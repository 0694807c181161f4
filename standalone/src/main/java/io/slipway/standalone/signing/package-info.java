/**
 * What the operator signs offline: the root and the targets metadata of a repository.
 *
 * <p>{@link io.slipway.standalone.signing.OfflineKeys} holds the keys in memory, {@code bouncycastle} keeps them in encrypted files. {@link
 * io.slipway.standalone.signing.NextMetadata} makes the metadata that they sign from what was verified or computed here, never from what a server says about an image. The
 * operator's commands call in.
 */
@NullMarked
package io.slipway.standalone.signing;

import org.jspecify.annotations.NullMarked;
