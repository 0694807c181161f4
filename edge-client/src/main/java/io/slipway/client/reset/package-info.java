/**
 * Factory reset and wiping of data. Both are asked for by a file and carried out at the next start of the client, before anything else, in steps that can be
 * repeated. {@code Main} calls in; the machine, the writable layers and the journals are acted on.
 */
@NullMarked
package io.slipway.client.reset;

import org.jspecify.annotations.NullMarked;
