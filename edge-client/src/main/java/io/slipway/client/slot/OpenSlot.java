package io.slipway.client.slot;

import java.io.Closeable;

import io.slipway.payload.apply.WritableTarget;

/** The inactive slot while an image is written to it. One thread at a time; closing does not make anything durable. */
public interface OpenSlot extends WritableTarget, Closeable {}
