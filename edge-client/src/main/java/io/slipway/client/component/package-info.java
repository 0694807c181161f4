/**
 * Components that have no slots: applications, trees of files, the firmware of a part. Their images are staged like those of slots; a {@link
 * io.slipway.client.component.ComponentHandler} brings them into use while the update is on trial and takes them back if it fails.
 */
@NullMarked
package io.slipway.client.component;

import org.jspecify.annotations.NullMarked;
