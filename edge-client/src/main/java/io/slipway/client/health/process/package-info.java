/**
 * Runs a health check as a command of the operating system, with a deadline after which the whole process tree is killed.
 */
@NullMarked
package io.slipway.client.health.process;

import org.jspecify.annotations.NullMarked;
