/**
 * The commands {@code payload create}, {@code apply} and {@code inspect}: payloads in files, without any service.
 *
 * <p>{@link io.slipway.standalone.payload.cli.PayloadCommand} is the way in. Exit codes are 0 done, 1 refused with the reason, 2 the command line was not
 * understood.
 */
@NullMarked
package io.slipway.standalone.payload.cli;

import org.jspecify.annotations.NullMarked;
