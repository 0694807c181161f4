@NullMarked
package io.slipway.client.update.json;

import org.jspecify.annotations.NullMarked;
