@NullMarked
package io.slipway.client.health.file;

import org.jspecify.annotations.NullMarked;
