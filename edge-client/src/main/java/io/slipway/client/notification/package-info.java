/**
 * Tells local programs where the update stands: by a file, by a socket, and by what hooks are given. Called by the update lifecycle; it
 * never makes it wait and never fails it.
 */
@NullMarked
package io.slipway.client.notification;

import org.jspecify.annotations.NullMarked;
