package io.slipway.client.update;

import io.slipway.client.trust.Authorization.GrantedImage;
import io.slipway.metadata.target.Content;

/** What an update does to one component. */
public sealed interface Part {

    String component();

    /** What the target slot of the component holds in the end. */
    Content image();

    /** The component gets an image of the release. */
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

    /** The release leaves the component as it is: the target slot gets what the running slot holds. */
    record Kept(String component, InstalledImages.Image installed) implements Part {

        @Override
        public Content image() {
            return installed.content();
        }
    }
}
