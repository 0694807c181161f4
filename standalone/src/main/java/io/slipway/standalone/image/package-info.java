/**
 * Operating system images for the demonstration: real Debian root filesystems with a kernel, made from packages without root privileges.
 *
 * <p>{@link io.slipway.standalone.image.DebianImages} makes two of them that differ by Debian's own updates, and keeps them.
 */
@NullMarked
package io.slipway.standalone.image;

import org.jspecify.annotations.NullMarked;
