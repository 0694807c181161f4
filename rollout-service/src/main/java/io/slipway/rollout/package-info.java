/**
 * rollout-service: which release goes to which devices, when, and what became of it.
 *
 * <p>The features stand in the packages below, in this order of dependence: {@code fleet}, {@code release}, {@code deployment}, {@code wave}, {@code
 * campaign}, {@code progress}. This package holds what makes one service of them: {@link io.slipway.rollout.UseCases} builds the use cases over
 * their ports, {@link io.slipway.rollout.Database} is the way to PostgreSQL that every {@code postgres} adapter takes, and the other classes are what
 * every {@code http} adapter shares.
 */
@NullMarked
package io.slipway.rollout;

import org.jspecify.annotations.NullMarked;
