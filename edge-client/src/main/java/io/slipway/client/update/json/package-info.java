/**
 * Writes and reads the states of an update as the JSON records of its journal.
 */
@NullMarked
package io.slipway.client.update.json;

import org.jspecify.annotations.NullMarked;
