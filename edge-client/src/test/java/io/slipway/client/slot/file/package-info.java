@NullMarked
package io.slipway.client.slot.file;

import org.jspecify.annotations.NullMarked;
