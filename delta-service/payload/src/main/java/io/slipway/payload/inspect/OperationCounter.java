package io.slipway.payload.inspect;

import java.util.EnumMap;
import java.util.Map;

import io.slipway.payload.inspect.Operations.Copies;
import io.slipway.payload.script.CopiedFrom;
import io.slipway.payload.script.ScriptListener;

/** Counts what scripts do. Not thread-safe. */
final class OperationCounter implements ScriptListener {

    private final Map<CopiedFrom, Copies> copies = new EnumMap<>(CopiedFrom.class);
    private long instructions;
    private long copied;
    private long allCopied;
    private long corrected;
    private long allNovel;

    @Override
    public void instruction(long copiedNow, long novel) {
        instructions++;
        copied = copiedNow;
        allCopied += copiedNow;
        allNovel += novel;
    }

    @Override
    public void copy(long seek, CopiedFrom from, long equal) {
        copies.merge(from, new Copies(1, copied), Copies::plus);
    }

    @Override
    public void runs(long differing, long equal) {
        corrected += differing;
    }

    Operations counted() {
        return new Operations(instructions, copies, allCopied - corrected, corrected, allNovel);
    }
}
