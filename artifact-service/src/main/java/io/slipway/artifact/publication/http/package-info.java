/**
 * Uploads over HTTP: {@code ArtifactResource} takes whole artifacts as forms, {@code UploadResource} resumable ones in the manner of tus.
 *
 * <p>Bodies are read from the connection as the object store takes them; nothing is kept in files or in memory beyond what {@code PartMemory} hands out. Calls the use cases of the
 * publication feature on virtual threads.
 */
@NullMarked
package io.slipway.artifact.publication.http;

import org.jspecify.annotations.NullMarked;
