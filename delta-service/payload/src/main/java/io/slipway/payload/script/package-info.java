/**
 * The edit script of a payload: how the bytes of a range follow from a source image and from what travels.
 *
 * <p>A script is told in {@link io.slipway.payload.script.ScriptStream}s, each of which is compressed by itself and goes on from range to range until the
 * group ends. {@link io.slipway.payload.script.ScriptDecoder} carries it out and {@link io.slipway.payload.script.TargetAssembler} packs again what lies
 * packed in the target. Both run on a device. The layout is section 5 of {@code docs/payload-format.md}.
 */
@NullMarked
package io.slipway.payload.script;

import org.jspecify.annotations.NullMarked;
