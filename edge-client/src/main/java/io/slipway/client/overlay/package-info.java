/**
 * Writable layers over a read-only root, kept on the data partition: they are taken back with an update that is not committed, and executables of a new version
 * migrate them while it is tried. The update's {@code SwitchSlot} calls in, by the boot environment that {@code KeepOverlays} wraps and by {@code MigrateData}.
 * What happens before the layers are mounted is done by {@code packaging/overlay/slipway-overlay}.
 */
@NullMarked
package io.slipway.client.overlay;

import org.jspecify.annotations.NullMarked;
