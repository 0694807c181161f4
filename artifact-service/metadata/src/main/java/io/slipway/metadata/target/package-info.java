/**
 * What Slipway's targets say beyond length and digest: images that were signed offline and the update payloads that were signed online for them.
 *
 * <p>artifact-service makes both and writes them as {@code Target}s; the client workflow reads them back strictly: a member that is missing, of
 * another form or not known refuses the target, because a device must not act on half an instruction. The form is fixed in {@code
 * docs/contracts/README.md}, "Signed metadata".
 */
@NullMarked
package io.slipway.metadata.target;

import org.jspecify.annotations.NullMarked;
