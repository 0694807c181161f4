/**
 * Writes reports in the JSON of docs/contracts.
 */
@NullMarked
package io.slipway.client.report.json;

import org.jspecify.annotations.NullMarked;
