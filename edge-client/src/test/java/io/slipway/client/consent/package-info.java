@NullMarked
package io.slipway.client.consent;

import org.jspecify.annotations.NullMarked;
