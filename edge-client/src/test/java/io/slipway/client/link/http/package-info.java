@NullMarked
package io.slipway.client.link.http;

import org.jspecify.annotations.NullMarked;
