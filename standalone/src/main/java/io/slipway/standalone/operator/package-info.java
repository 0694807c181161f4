/**
 * What an operator does from the command line: keys, releases, rollouts, devices.
 *
 * <p>The commands are in {@code cli}; {@code http} speaks to the services. What a server says about images and metadata is verified before it is signed.
 */
@NullMarked
package io.slipway.standalone.operator;

import org.jspecify.annotations.NullMarked;
