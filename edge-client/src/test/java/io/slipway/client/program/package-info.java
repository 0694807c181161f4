@NullMarked
package io.slipway.client.program;

import org.jspecify.annotations.NullMarked;
