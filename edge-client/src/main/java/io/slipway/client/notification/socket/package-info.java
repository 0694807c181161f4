/**
 * The state of the update, and requests of local programs, over a Unix socket.
 */
@NullMarked
package io.slipway.client.notification.socket;

import org.jspecify.annotations.NullMarked;
