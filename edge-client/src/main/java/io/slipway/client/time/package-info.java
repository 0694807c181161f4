/**
 * Time for those who wait, so that tests need not.
 */
@NullMarked
package io.slipway.client.time;

import org.jspecify.annotations.NullMarked;
