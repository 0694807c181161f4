/**
 * What the running kernel tells about how it was started, the command that reboots, and a bootloader behind an executable.
 */
@NullMarked
package io.slipway.client.bootloader.process;

import org.jspecify.annotations.NullMarked;
