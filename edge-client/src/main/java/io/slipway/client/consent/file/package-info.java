/**
 * Keeps what was asked and answered over a restart.
 */
@NullMarked
package io.slipway.client.consent.file;

import org.jspecify.annotations.NullMarked;
