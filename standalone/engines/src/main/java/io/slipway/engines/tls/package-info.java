/**
 * Reads keys and certificates from PEM files into the key stores that the engines want.
 *
 * <p>The recipes of S3 and MQTT call it. Nothing here makes keys: that is the launcher's part.
 */
@NullMarked
package io.slipway.engines.tls;

import org.jspecify.annotations.NullMarked;
