/**
 * Originals: the bytes of artifacts as they were uploaded, which need not be kept once delta-service has shown that an image's full payload gives the same.
 *
 * <p>{@code repository.kafka} tells {@link io.slipway.artifact.original.NoteProof} which images those are; a schedule runs
 * {@link io.slipway.artifact.original.RemoveOriginals}, where that is wanted; {@code repository.http} has {@link io.slipway.artifact.original.RebuildOriginal}
 * give what is not kept. Which artifacts are without their original is known to {@code publication}, whose uploads bring it back.
 */
@NullMarked
package io.slipway.artifact.original;

import org.jspecify.annotations.NullMarked;
