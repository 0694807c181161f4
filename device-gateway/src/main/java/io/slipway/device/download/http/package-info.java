/** Downloads over HTTPS: {@link io.slipway.device.download.http.MetadataResource} and {@link io.slipway.device.download.http.PayloadResource}. */
@NullMarked
package io.slipway.device.download.http;

import org.jspecify.annotations.NullMarked;
