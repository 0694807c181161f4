/**
 * Updates from local media: a USB stick or directory that carries a bundle, which is what a gateway would give: signed metadata and payloads. {@link
 * io.slipway.client.media.InstallBundle} makes a command of it and lets the update lifecycle work on that, as on a command of the server; only metadata and payloads come
 * from the {@link io.slipway.client.media.Medium}. {@link io.slipway.client.media.MediaResults} keeps how it ended until the medium can take it.
 */
@NullMarked
package io.slipway.client.media;

import org.jspecify.annotations.NullMarked;
