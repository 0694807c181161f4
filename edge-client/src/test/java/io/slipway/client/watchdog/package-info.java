@NullMarked
package io.slipway.client.watchdog;

import org.jspecify.annotations.NullMarked;
