/**
 * A medium that is a directory. Nothing on it is believed: names are formed here, links and anything else that is no regular file are refused, sizes are bounded and a device
 * that does not answer is given up.
 */
@NullMarked
package io.slipway.client.media.file;

import org.jspecify.annotations.NullMarked;
