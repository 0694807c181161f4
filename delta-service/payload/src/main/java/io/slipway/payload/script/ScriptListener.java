package io.slipway.payload.script;

/**
 * Is told what a script says, in the order in which it is read: an instruction, then its copy if it has one, then the runs of that. Lengths are bytes of the
 * unpacked target.
 */
public interface ScriptListener {

    /** Listens to nothing. */
    ScriptListener NONE = new ScriptListener() {
        @Override
        public void instruction(long copied, long novel) {}

        @Override
        public void copy(long seek, CopiedFrom from, long equal) {}

        @Override
        public void runs(long differing, long equal) {}
    };

    /** An instruction makes bytes by copying and, behind those, novel ones; at least one in all. */
    void instruction(long copied, long novel);

    /**
     * What it copies lies somewhere.
     *
     * @param seek how far from where the last instruction left off
     * @param equal bytes that are equal, before the first run of bytes that differ
     */
    void copy(long seek, CopiedFrom from, long equal);

    /**
     * The copy goes on.
     *
     * @param differing bytes that differ
     * @param equal bytes behind them that are equal; 0 also where the copy ends with those that differ
     */
    void runs(long differing, long equal);
}
