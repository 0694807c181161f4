/**
 * Decides what may be installed: follows the signed metadata from the provisioned root to the offline-signed image and the
 * online-signed payload, and compares both with the command. Nothing is written to a slot before it has answered.
 */
@NullMarked
package io.slipway.client.trust;

import org.jspecify.annotations.NullMarked;
