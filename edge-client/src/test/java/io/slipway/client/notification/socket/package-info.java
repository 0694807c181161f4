@NullMarked
package io.slipway.client.notification.socket;

import org.jspecify.annotations.NullMarked;
