/**
 * The gateway over HTTPS for networks that let nothing else through: a conditional poll for the command, reports in batches.
 */
@NullMarked
package io.slipway.client.link.http;

import org.jspecify.annotations.NullMarked;
