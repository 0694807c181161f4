/**
 * The watchdog as Linux offers it: a device file.
 */
@NullMarked
package io.slipway.client.watchdog.file;

import org.jspecify.annotations.NullMarked;
