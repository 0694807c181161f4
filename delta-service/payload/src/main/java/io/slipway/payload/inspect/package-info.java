/**
 * Looking into a payload: what its scripts do, and which files of the new image its bytes are for.
 *
 * <p>{@link io.slipway.payload.inspect.InspectPayload} is the way in. It reads scripts with {@link io.slipway.payload.script.ScriptReader}, blob by blob, and needs no
 * source; for the names of files it needs the new image as {@link io.slipway.payload.image} reads it.
 */
@NullMarked
package io.slipway.payload.inspect;

import org.jspecify.annotations.NullMarked;
