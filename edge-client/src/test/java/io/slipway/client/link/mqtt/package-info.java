@NullMarked
package io.slipway.client.link.mqtt;

import org.jspecify.annotations.NullMarked;
