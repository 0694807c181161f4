/**
 * Repositories over HTTP: {@code RepositoryResource} for the operator, {@code PublicRepositoryResource} for TUF clients, who need no password: what they get is
 * protected by its signatures.
 */
@NullMarked
package io.slipway.artifact.repository.http;

import org.jspecify.annotations.NullMarked;
