@NullMarked
package io.slipway.client.overlay.file;

import org.jspecify.annotations.NullMarked;
