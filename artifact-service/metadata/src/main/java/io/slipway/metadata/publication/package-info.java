/**
 * The publisher's side: from targets metadata and keys to the files of a repository, as pure functions.
 *
 * <p>The operator's command line makes and signs root and targets metadata with offline keys; artifact-service signs the payloads role and lets a
 * {@code RevisionSigner} bind everything into the next {@code Revision} with its online keys, then stores the revision's files in their order.
 */
@NullMarked
package io.slipway.metadata.publication;

import org.jspecify.annotations.NullMarked;
