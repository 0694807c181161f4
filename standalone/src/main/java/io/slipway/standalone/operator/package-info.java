/**
 * What an operator does from the command line: keys, releases, rollouts, devices.
 *
 * <p>The commands are in {@code cli}; {@code http} speaks to the services, {@code file} keeps what is carried to offline keys. What a server says about images and
 * metadata is verified before it is signed: {@link io.slipway.standalone.operator.VerifiedRepository}. {@link io.slipway.standalone.operator.Ceremony} says who has
 * to sign what.
 */
@NullMarked
package io.slipway.standalone.operator;

import org.jspecify.annotations.NullMarked;
