/**
 * Reads commands and acknowledgements in the JSON of docs/contracts, with limits before parsing.
 */
@NullMarked
package io.slipway.client.link.json;

import org.jspecify.annotations.NullMarked;
