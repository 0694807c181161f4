/**
 * The state of the update as JSON, as in docs/contracts.
 */
@NullMarked
package io.slipway.client.notification.json;

import org.jspecify.annotations.NullMarked;
