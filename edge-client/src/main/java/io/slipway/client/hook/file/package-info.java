/**
 * Finds hooks in a directory, and those that nobody should run.
 */
@NullMarked
package io.slipway.client.hook.file;

import org.jspecify.annotations.NullMarked;
