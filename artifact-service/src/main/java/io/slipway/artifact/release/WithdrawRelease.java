package io.slipway.artifact.release;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;

/**
 * Takes a release back. Its images stay in signed metadata until the operator submits targets metadata without them; who rolls releases out stops at once.
 */
public final class WithdrawRelease {

    private final Releases releases;
    private final Clock clock;

    public WithdrawRelease(Releases releases, Clock clock) {
        this.releases = releases;
        this.clock = clock;
    }

    /**
     * Withdraws the release; repeating it changes nothing.
     *
     * @throws ReleaseRefusedException with {@code Unknown} if the tenant has no such release
     */
    public Release withdraw(Tenant tenant, UUID id, String reason) {
        return releases.change(
                        tenant,
                        id,
                        release -> release.withdraw(reason, clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .orElseThrow(() -> new ReleaseRefusedException(new ReleaseRefusal.Unknown(id)));
    }
}
