package io.slipway.artifact.repository;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.publication.Revision;

/**
 * The signed metadata of one tenant, as it was committed last.
 *
 * @param tenant whose it is
 * @param change how often it was changed, from 1
 * @param revision all files
 */
public record TenantRepository(Tenant tenant, long change, Revision revision) {}
