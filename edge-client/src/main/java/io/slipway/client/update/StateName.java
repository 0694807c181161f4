package io.slipway.client.update;

/** The states' names in the journal, in logs and on the status line. */
public final class StateName {

    private StateName() {}

    /** Lower case with hyphens, for example {@code rolled-back}. */
    public static String of(Lifecycle state) {
        return switch (state) {
            case Lifecycle.Idle _ -> "idle";
            case Lifecycle.Checked _ -> "checked";
            case Lifecycle.Downloading _ -> "downloading";
            case Lifecycle.Written _ -> "written";
            case Lifecycle.Verified _ -> "verified";
            case Lifecycle.Armed _ -> "armed";
            case Lifecycle.Rebooting _ -> "rebooting";
            case Lifecycle.Trial _ -> "trial";
            case Lifecycle.FallingBack _ -> "falling-back";
            case Lifecycle.Committed _ -> "committed";
            case Lifecycle.RolledBack _ -> "rolled-back";
            case Lifecycle.Failed _ -> "failed";
            case Lifecycle.Rejected _ -> "rejected";
            case Lifecycle.Cancelled _ -> "cancelled";
        };
    }
}
