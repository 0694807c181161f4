/**
 * Signed metadata, the first of the two formats that servers and devices share: who may say what, and how a device checks it.
 *
 * <p>The format is TUF 1.0 (The Update Framework, specification 1.0.34). The publisher's side ({@code publication}) is called by artifact-service and
 * by the operator's command line, the client workflow ({@code trust}) by edge-client. Nothing here uses reflection, starts a thread or opens a
 * connection: files come through {@code MetadataFetcher}, trusted ones stay in a {@code TrustedMetadataStore}.
 */
@NullMarked
package io.slipway.metadata;

import org.jspecify.annotations.NullMarked;
