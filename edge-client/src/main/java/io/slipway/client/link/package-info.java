/**
 * The two ways between device and gateway behind one port: commands come in, reports go out and are acknowledged. {@link
 * io.slipway.client.link.DeliverReports} and {@link io.slipway.client.link.ReceiveCommands} drive it, each on a thread of its own;
 * the update lifecycle takes commands from the {@link io.slipway.client.link.CommandInbox}.
 */
@NullMarked
package io.slipway.client.link;

import org.jspecify.annotations.NullMarked;
