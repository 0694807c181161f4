package io.slipway.standalone.board.process;

import java.io.IOException;

import io.slipway.client.Main;

/** The edge-client for as long as its standard input is open: that is the wire to the board's power supply. */
public final class PoweredClient {

    private static final int KILLED = 137;

    private PoweredClient() {}

    /** Takes the client's arguments. */
    public static void main(String... arguments) {
        Thread.ofPlatform().daemon().name("power").start(PoweredClient::haltWithoutPower);
        Main.main(arguments);
    }

    private static void haltWithoutPower() {
        try {
            while (System.in.read() >= 0) {
                // the wire carries nothing; it is there or it is not
            }
        } catch (IOException e) {
            // a broken wire is no wire
        }
        Runtime.getRuntime().halt(KILLED);
    }
}
