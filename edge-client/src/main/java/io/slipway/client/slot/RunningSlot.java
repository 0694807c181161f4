package io.slipway.client.slot;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which slot runs, as several witnesses have it: enough of them must speak, and all that do must agree. */
public sealed interface RunningSlot {

    /**
     * All that spoke agree.
     *
     * @param evidence what each of them said
     */
    record Proven(SlotName slot, List<String> evidence) implements RunningSlot {

        public Proven {
            evidence = List.copyOf(evidence);
        }
    }

    /** They do not agree: no slot may be written. */
    record Contradiction(String detail) implements RunningSlot {}

    /** Too few spoke: no slot may be written. */
    record Unproven(String detail) implements RunningSlot {}

    /**
     * Asks all witnesses.
     *
     * @param atLeast how many must speak
     */
    static RunningSlot prove(List<RunningSlotWitness> witnesses, int atLeast) {
        Set<SlotName> named = EnumSet.noneOf(SlotName.class);
        List<String> said = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        boolean refuted = false;
        for (RunningSlotWitness witness : witnesses) {
            switch (witness.testify()) {
                case Testimony.Says(SlotName slot, String how) -> {
                    named.add(slot);
                    said.add("%s says slot %s (%s)".formatted(witness.source(), slot, how));
                }
                case Testimony.Refutes(String why) -> {
                    refuted = true;
                    said.add("%s fits no slot (%s)".formatted(witness.source(), why));
                }
                case Testimony.Silent(String why) -> silent.add("%s is silent (%s)".formatted(witness.source(), why));
            }
        }
        if (refuted || named.size() > 1) {
            return new Contradiction(String.join(", ", said));
        }
        if (named.isEmpty() || said.size() < atLeast) {
            said.addAll(silent);
            return new Unproven("it needs the word of %d, and %d spoke: %s"
                    .formatted(atLeast, said.size() - silent.size(), String.join(", ", said)));
        }
        return new Proven(named.iterator().next(), said);
    }
}
