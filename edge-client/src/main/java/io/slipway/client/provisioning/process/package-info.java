/**
 * Sets up the network of a new device with a program of its system.
 */
@NullMarked
package io.slipway.client.provisioning.process;

import org.jspecify.annotations.NullMarked;
