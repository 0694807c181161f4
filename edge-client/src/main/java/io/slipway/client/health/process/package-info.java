/**
 * Health checks that ask a program of the operating system.
 */
@NullMarked
package io.slipway.client.health.process;

import org.jspecify.annotations.NullMarked;
