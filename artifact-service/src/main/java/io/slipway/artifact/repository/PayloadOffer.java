package io.slipway.artifact.repository;

import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.target.PayloadTarget;

/**
 * A payload that delta-service has made for an image of a release.
 *
 * @param tenant whose it is
 * @param releaseId the release
 * @param component the release's component
 * @param target what is to be signed
 */
public record PayloadOffer(Tenant tenant, UUID releaseId, String component, PayloadTarget target) {}
