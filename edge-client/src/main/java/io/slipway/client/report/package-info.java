/**
 * What the device tells the server, in an order that survives reboots: each report gets the next sequence number and stays in a
 * bounded, journalled queue until the server has acknowledged it. The update lifecycle adds, the link takes.
 */
@NullMarked
package io.slipway.client.report;

import org.jspecify.annotations.NullMarked;
