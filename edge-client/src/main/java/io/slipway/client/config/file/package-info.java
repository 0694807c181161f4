/**
 * Reads the settings from a properties file.
 */
@NullMarked
package io.slipway.client.config.file;

import org.jspecify.annotations.NullMarked;
