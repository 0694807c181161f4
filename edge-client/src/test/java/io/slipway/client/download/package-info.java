@NullMarked
package io.slipway.client.download;

import org.jspecify.annotations.NullMarked;
