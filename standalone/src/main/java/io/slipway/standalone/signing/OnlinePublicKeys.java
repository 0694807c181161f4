package io.slipway.standalone.signing;

import io.slipway.metadata.key.VerificationKey;

/** The public halves of the keys that artifact-service holds: the offline-signed root and targets metadata hand three roles to them. */
public record OnlinePublicKeys(VerificationKey snapshot, VerificationKey timestamp, VerificationKey payloads) {}
