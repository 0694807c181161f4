/**
 * One run of a program of the operating system, bounded in time and in what it may say. Called by health checks and hooks, which
 * decide what the ending means.
 */
@NullMarked
package io.slipway.client.program;

import org.jspecify.annotations.NullMarked;
