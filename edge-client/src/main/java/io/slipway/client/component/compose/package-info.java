/**
 * Updates applications that run in containers: a compose file with images that it names by digest. {@code file.ComposeHandler} is called like every component
 * handler; it keeps a directory for each version and asks the port {@code ContainerEngine} for everything that concerns containers.
 */
@NullMarked
package io.slipway.client.component.compose;

import org.jspecify.annotations.NullMarked;
