package io.slipway.client.slot;

import java.io.Closeable;

import io.slipway.payload.apply.TargetDevice;

/** The inactive slot while an image is written to it, and what was written is read back. One thread at a time; closing does not make anything durable. */
public interface OpenSlot extends TargetDevice, Closeable {}
