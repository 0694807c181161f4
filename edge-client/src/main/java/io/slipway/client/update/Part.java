package io.slipway.client.update;

import java.util.Optional;

import io.slipway.client.trust.Authorization.GrantedImage;
import io.slipway.metadata.target.Content;

/** What an update does to one component. */
public sealed interface Part {

    String component();

    /** What the target slot or the staging area of the component holds in the end. */
    Content image();

    /** Whether it is written to a slot, which takes a reboot to be used. */
    default boolean isInSlot() {
        return switch (this) {
            case Replaced _, Kept _ -> true;
            case Staged _ -> false;
        };
    }

    /** The component gets an image of the release, in its slot. */
    record Replaced(GrantedImage granted) implements Part {

        @Override
        public String component() {
            return granted.component();
        }

        @Override
        public Content image() {
            return granted.image();
        }
    }

    /**
     * The component gets an image of the release, which its handler brings into use.
     *
     * @param previous what is in use when the update begins, if it is known
     */
    record Staged(GrantedImage granted, Optional<InstalledImages.Image> previous) implements Part {

        @Override
        public String component() {
            return granted.component();
        }

        @Override
        public Content image() {
            return granted.image();
        }
    }

    /** The release leaves the component as it is: the target slot gets what the running slot holds. */
    record Kept(String component, InstalledImages.Image installed) implements Part {

        @Override
        public Content image() {
            return installed.content();
        }
    }
}
