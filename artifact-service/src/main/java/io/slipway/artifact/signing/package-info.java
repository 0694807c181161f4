/**
 * The online keys of each tenant: with them this service signs snapshot, timestamp and payloads metadata by itself. The keys of root and targets are the
 * operator's and never come here.
 *
 * <p>The repository feature asks {@link io.slipway.artifact.signing.OnlineKeyring}, which makes the keys at first use and keeps them sealed.
 */
@NullMarked
package io.slipway.artifact.signing;

import org.jspecify.annotations.NullMarked;
