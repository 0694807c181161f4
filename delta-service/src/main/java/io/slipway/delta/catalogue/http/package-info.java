/** The REST resource {@code /api/v1/paths}, as {@code docs/contracts/openapi/delta-service.yaml} describes it. */
@NullMarked
package io.slipway.delta.catalogue.http;

import org.jspecify.annotations.NullMarked;
