@NullMarked
package io.slipway.client.link.json;

import org.jspecify.annotations.NullMarked;
