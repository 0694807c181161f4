@NullMarked
package io.slipway.client.install;

import org.jspecify.annotations.NullMarked;
