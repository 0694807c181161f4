@NullMarked
package io.slipway.client.archive;

import org.jspecify.annotations.NullMarked;
