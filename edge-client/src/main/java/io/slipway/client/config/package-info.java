/**
 * The settings of one device, checked as a whole before anything starts.
 */
@NullMarked
package io.slipway.client.config;

import org.jspecify.annotations.NullMarked;
