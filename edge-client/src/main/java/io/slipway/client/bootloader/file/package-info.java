/**
 * The environment of U-Boot in a file or partition: two copies with CRC and a counter, of which the newer good one counts.
 * Variables that are not ours are kept as they are.
 */
@NullMarked
package io.slipway.client.bootloader.file;

import org.jspecify.annotations.NullMarked;
