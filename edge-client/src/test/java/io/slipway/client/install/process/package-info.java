@NullMarked
package io.slipway.client.install.process;

import org.jspecify.annotations.NullMarked;
