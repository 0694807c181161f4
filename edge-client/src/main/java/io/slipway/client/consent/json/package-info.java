/**
 * Answers of local programs as JSON.
 */
@NullMarked
package io.slipway.client.consent.json;

import org.jspecify.annotations.NullMarked;
