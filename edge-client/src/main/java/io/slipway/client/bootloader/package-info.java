/**
 * What the client and the bootloader tell each other: which slot is committed, whether the other is on trial and how many attempts
 * it has had. The bootloader counts attempts; the client arms, commits and abandons. {@link
 * io.slipway.client.bootloader.ActiveSlot} proves from this and from what else tells how the system was started which slot runs. One adapter per
 * bootloader; those that keep their words in files write through {@link io.slipway.client.bootloader.BootFiles}.
 */
@NullMarked
package io.slipway.client.bootloader;

import org.jspecify.annotations.NullMarked;
