/**
 * The state of the update as a file.
 */
@NullMarked
package io.slipway.client.notification.file;

import org.jspecify.annotations.NullMarked;
