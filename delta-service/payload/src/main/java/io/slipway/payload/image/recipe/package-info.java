/**
 * Finds out how the compressed pieces of an image were made.
 *
 * <p>An image says roughly how it was compressed ({@link io.slipway.payload.image.Packing}). A {@link io.slipway.payload.image.recipe.RecipeFinder} tries
 * what tools really do and keeps what gives the identical bytes. The generator of payloads calls it; a device does not.
 */
@NullMarked
package io.slipway.payload.image.recipe;

import org.jspecify.annotations.NullMarked;
