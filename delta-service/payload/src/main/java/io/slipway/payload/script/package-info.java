/**
 * The edit script of a payload: how the bytes of a range follow from a source image and from what travels.
 *
 * <p>A script is told in {@link io.slipway.payload.script.ScriptStream}s, each of which is compressed by itself and goes on from range to range until the
 * group ends. {@link io.slipway.payload.script.ScriptDecoder} carries it out: it copies from {@code CopyableBytes}, and {@code TargetPacker} packs again, layer by
 * layer, what lies packed in the target. All of that runs on a device. {@link io.slipway.payload.script.ScriptReader} tells a {@link
 * io.slipway.payload.script.ScriptListener} what a script says and carries nothing out. The layout is sections 6 and 7 of {@code docs/payload-format.md}.
 */
@NullMarked
package io.slipway.payload.script;

import org.jspecify.annotations.NullMarked;
