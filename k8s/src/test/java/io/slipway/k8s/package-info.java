/**
 * Tests of the Helm chart in {@code k8s/slipway} and of the images that it runs.
 *
 * <p>{@link io.slipway.k8s.Chart} renders the chart with Helm itself (as a native library, without a cluster); the tests read the manifests. What the
 * API server would say is asked of Kubernetes' own object model ({@link io.slipway.k8s.KubernetesModel}); whether the services read the variables
 * that they are given is asked of their sources ({@link io.slipway.k8s.ServiceSettings}).
 */
@NullMarked
package io.slipway.k8s;

import org.jspecify.annotations.NullMarked;
