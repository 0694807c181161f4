package io.slipway.device.testing;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

import io.slipway.engines.EngineTestResource;

/** Names the engines that all Quarkus tests of this module share: Quarkus finds the annotations here and starts them once. */
@QuarkusTestResource(
        value = EngineTestResource.class,
        initArgs = @ResourceArg(name = "engines", value = "postgres,kafka,s3"))
@QuarkusTestResource(DevicePlatform.class)
final class GatewayPlatform {}
