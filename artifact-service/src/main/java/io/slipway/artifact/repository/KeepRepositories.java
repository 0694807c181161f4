package io.slipway.artifact.repository;

import java.time.Clock;

import org.jboss.logging.Logger;

import io.slipway.artifact.storage.StoreFullException;
import io.slipway.artifact.storage.StoreUnavailableException;
import io.slipway.artifact.tenant.Tenant;

/** Does for every tenant what is due: sign payloads that wait, renew signatures, publish what is committed. Run by a schedule, in every process. */
public final class KeepRepositories {

    private static final Logger LOG = Logger.getLogger(KeepRepositories.class);
    private static final int BATCH = 100;

    private final Repositories repositories;
    private final SignPayloads signPayloads;
    private final RenewMetadata renew;
    private final PublishRepository publish;
    private final Clock clock;

    public KeepRepositories(
            Repositories repositories,
            SignPayloads signPayloads,
            RenewMetadata renew,
            PublishRepository publish,
            Clock clock) {
        this.repositories = repositories;
        this.signPayloads = signPayloads;
        this.renew = renew;
        this.publish = publish;
        this.clock = clock;
    }

    /** Does what is due now; what fails for one tenant does not keep the others waiting and is tried again the next time. */
    public void keep() {
        repositories.withWork(clock.instant(), BATCH).forEach(this::keep);
    }

    private void keep(Tenant tenant) {
        try {
            signPayloads.sign(tenant);
            renew.renew(tenant);
            publish.publish(tenant);
        } catch (StoreUnavailableException | StoreFullException e) {
            LOG.warnf("Metadata not published, trying again tenant=%s: %s", tenant, e.getMessage());
        } catch (RepositoryRefusedException e) {
            LOG.warnf("Metadata not signed, trying again tenant=%s: %s", tenant, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Metadata not signed or published, trying again tenant=%s", tenant);
        }
    }
}
