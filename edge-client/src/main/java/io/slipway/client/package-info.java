/**
 * The update client of a device. {@link io.slipway.client.Main} reads the command line, {@link io.slipway.client.Assembly} joins
 * the features with their adapters; everything else lies in one package per feature.
 */
@NullMarked
package io.slipway.client;

import org.jspecify.annotations.NullMarked;
