/**
 * Payloads and targets that are files or block devices.
 *
 * <p>Used by a device that writes a slot or installs from a USB stick, and by the server when it applies what it made in order to verify it.
 */
@NullMarked
package io.slipway.payload.apply.file;

import org.jspecify.annotations.NullMarked;
