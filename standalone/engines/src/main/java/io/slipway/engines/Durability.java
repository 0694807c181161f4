package io.slipway.engines;

/** What an engine's acknowledged writes survive. */
public enum Durability {
    /** A loss of power: every commit is forced to the disk. For everything that holds data someone wants to keep. */
    POWER_LOSS,
    /** A crash of the engine, but not of the machine. For tests, where it is several times faster. */
    CRASH
}
