package io.slipway.client.slot;

/** Something that may know which slot runs. What it says counts only together with others: {@link RunningSlot}. */
public interface RunningSlotWitness {

    /** Who says it, as the beginning of a sentence: {@code the kernel's command line}. */
    String source();

    /** What it knows now. What cannot be read is silence. */
    Testimony testify();
}
