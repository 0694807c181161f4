@NullMarked
package io.slipway.client.link;

import org.jspecify.annotations.NullMarked;
