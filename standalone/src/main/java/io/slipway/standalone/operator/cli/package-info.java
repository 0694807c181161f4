/**
 * The operator's commands: {@code keys}, {@code ceremony}, {@code release}, {@code rollout}, {@code device} and {@code enrol-token}.
 *
 * <p>They read options and print lines for people; {@code operator.http} speaks to the services, {@code operator.file} keeps what is carried, {@code signing} signs.
 */
@NullMarked
package io.slipway.standalone.operator.cli;

import org.jspecify.annotations.NullMarked;
