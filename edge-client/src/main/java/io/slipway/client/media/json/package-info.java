/**
 * Reads the table of contents of a bundle and writes the result that goes back to the medium, in the JSON of docs/contracts.
 */
@NullMarked
package io.slipway.client.media.json;

import org.jspecify.annotations.NullMarked;
