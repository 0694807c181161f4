/**
 * Health checks that read the kernel's figures from its files.
 */
@NullMarked
package io.slipway.client.health.file;

import org.jspecify.annotations.NullMarked;
