/**
 * How a connection proves which device it is: over HTTPS by a client certificate, over MQTT by the topic, whose use the broker grants by certificate.
 *
 * <p>{@link io.slipway.device.session.ClientCertificates} judges the certificate of a TLS connection for {@code session.http}; {@link
 * io.slipway.device.session.Broker} is the way to and from the devices that {@code command} and {@code report} use, and {@link
 * io.slipway.device.session.DeviceTopic} names their topics.
 */
@NullMarked
package io.slipway.device.session;

import org.jspecify.annotations.NullMarked;
