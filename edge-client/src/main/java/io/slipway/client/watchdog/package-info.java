/**
 * Keeps a hardware watchdog from resetting the machine for as long as the system that runs gives no cause for concern. Called when
 * the client starts; it looks at the vital signs that the examination of a trial gives.
 */
@NullMarked
package io.slipway.client.watchdog;

import org.jspecify.annotations.NullMarked;
