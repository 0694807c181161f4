/**
 * JSON, read strictly and within limits, and written in one form only.
 *
 * <p>{@code JsonReader} turns outside bytes into a {@code JsonValue} or a {@code JsonRefusedException}, {@code CanonicalForm} gives the bytes that
 * signatures cover, {@code JsonText} gives the bytes for files and messages. Roles and keys of this jar are read through it, and edge-client reads
 * and writes its other JSON with it. It depends on {@code java.*} alone and uses no reflection.
 */
@NullMarked
package io.slipway.metadata.canonical;

import org.jspecify.annotations.NullMarked;
