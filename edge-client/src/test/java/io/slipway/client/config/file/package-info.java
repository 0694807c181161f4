@NullMarked
package io.slipway.client.config.file;

import org.jspecify.annotations.NullMarked;
