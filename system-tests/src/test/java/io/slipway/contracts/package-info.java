/**
 * Tests of the contracts themselves: the schemas of {@code docs/contracts/events} say yes to their valid samples and no to their invalid ones, and
 * {@code docs/contracts/asyncapi.yaml} names exactly the topics of the table in {@code docs/contracts/README.md}.
 *
 * <p>That the services keep to the contracts is tested in the services.
 */
@NullMarked
package io.slipway.contracts;

import org.jspecify.annotations.NullMarked;
