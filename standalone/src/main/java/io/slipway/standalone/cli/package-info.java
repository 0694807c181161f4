/**
 * The commands that run the platform: {@code up}, {@code status} and {@code down}.
 *
 * <p>They read options, call {@code platform} and print lines for people. The operator's commands are in {@code operator.cli}, the demonstration is in {@code demo.cli}.
 */
@NullMarked
package io.slipway.standalone.cli;

import org.jspecify.annotations.NullMarked;
