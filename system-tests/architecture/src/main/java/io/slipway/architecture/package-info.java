/**
 * The rules of the house as ArchUnit rules, written once and checked in every module.
 *
 * <p>Each module has an {@code ArchitectureTest} that calls {@link io.slipway.architecture.HouseRules#check}. The rules follow {@code
 * docs/adr/0001-house-rules.md}: the root of a feature package is the domain and stays free of frameworks, adapters stand one level down and are
 * named after their technology.
 */
@NullMarked
package io.slipway.architecture;

import org.jspecify.annotations.NullMarked;
