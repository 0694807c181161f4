package io.slipway.client.slot;

import java.io.Closeable;

import io.slipway.payload.apply.ReadableTarget;

/** A slot while it is read. One thread at a time. */
public interface SlotContent extends ReadableTarget, Closeable {}
