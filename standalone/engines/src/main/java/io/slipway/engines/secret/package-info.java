/**
 * Keys, certificates and passwords in files: reads PEM, writes the key stores that the engines want, and keeps random secrets.
 *
 * <p>The recipes of the engines call it. Keys are made by the launcher, not here.
 */
@NullMarked
package io.slipway.engines.secret;

import org.jspecify.annotations.NullMarked;
