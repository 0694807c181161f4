/**
 * Updates files in a tree that has no slots, as a whole or not at all. {@code TreeHandler} is called like every component handler; it reads the image with
 * {@code archive}, plans with {@code PlanTree} and changes the tree through the port {@code TreeFiles}.
 */
@NullMarked
package io.slipway.client.component.tree;

import org.jspecify.annotations.NullMarked;
