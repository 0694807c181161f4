package io.slipway.client.reset;

import io.slipway.client.slot.Slot;
import io.slipway.client.update.InstalledImages.Image;

/**
 * What the factory put into a slot, and where a copy of it is preserved.
 *
 * @param component of the slot
 */
public record FactoryImage(String component, Slot preserved, Image image) {}
