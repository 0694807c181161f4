@NullMarked
package io.slipway.client.notification;

import org.jspecify.annotations.NullMarked;
