/**
 * The command {@code demo}: runs the whole line from an image to the devices and shows it.
 *
 * <p>{@link io.slipway.standalone.demo.cli.DemoCommand} reads options, {@link io.slipway.standalone.demo.cli.RunDemo} does it step by step with the
 * virtual devices of {@code fleet}; the rest draws.
 */
@NullMarked
package io.slipway.standalone.demo.cli;

import org.jspecify.annotations.NullMarked;
