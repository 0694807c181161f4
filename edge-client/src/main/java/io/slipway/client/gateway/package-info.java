/**
 * One bounded request to the device gateway and its answer. What the requests mean is decided by those who make them: the HTTPS
 * link, the fetching of metadata, the enrolment.
 */
@NullMarked
package io.slipway.client.gateway;

import org.jspecify.annotations.NullMarked;
