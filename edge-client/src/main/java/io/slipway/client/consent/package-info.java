/**
 * Lets a local program decide when an update may go on, within a deadline. Asked by the update lifecycle, answered through the socket
 * of local programs.
 */
@NullMarked
package io.slipway.client.consent;

import org.jspecify.annotations.NullMarked;
