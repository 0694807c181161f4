@NullMarked
package io.slipway.client;

import org.jspecify.annotations.NullMarked;
