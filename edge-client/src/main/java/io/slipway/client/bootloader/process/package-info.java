/**
 * What the running kernel tells about how it was started.
 */
@NullMarked
package io.slipway.client.bootloader.process;

import org.jspecify.annotations.NullMarked;
