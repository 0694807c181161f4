package io.slipway.client.config;

/** A setting is missing, unknown or makes no sense. The message names it and says what is expected. */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
