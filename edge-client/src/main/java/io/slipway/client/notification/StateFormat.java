package io.slipway.client.notification;

/** How a state is written for others. */
public interface StateFormat {

    /** One line of text, at most 4096 bytes. */
    String write(UpdateState state);
}
