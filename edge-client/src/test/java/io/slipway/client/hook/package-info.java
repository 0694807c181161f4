@NullMarked
package io.slipway.client.hook;

import org.jspecify.annotations.NullMarked;
