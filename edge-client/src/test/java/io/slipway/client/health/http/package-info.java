@NullMarked
package io.slipway.client.health.http;

import org.jspecify.annotations.NullMarked;
