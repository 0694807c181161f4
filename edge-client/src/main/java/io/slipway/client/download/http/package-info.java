/**
 * Ranges of a payload over HTTPS: the gateway is asked with the device's certificate, its redirect to the object store is followed
 * without it.
 */
@NullMarked
package io.slipway.client.download.http;

import org.jspecify.annotations.NullMarked;
