package io.slipway.artifact.repository;

import java.util.Optional;

import io.slipway.artifact.signing.OnlineKeyring;
import io.slipway.artifact.signing.OnlineKeys;
import io.slipway.artifact.tenant.Tenant;

/**
 * Changes a repository: reads it, computes the amendment outside of any transaction, and commits it if nobody was faster, else begins again. So the changes of
 * one tenant form one line, whichever process makes them.
 */
public final class AmendRepository {

    private static final int ATTEMPTS = 10;

    private final Repositories repositories;
    private final OnlineKeyring keyring;

    public AmendRepository(Repositories repositories, OnlineKeyring keyring) {
        this.repositories = repositories;
        this.keyring = keyring;
    }

    /**
     * Changes the repository.
     *
     * @param step called once for each attempt; its result is empty if there is nothing to do
     * @return whether anything was changed
     * @throws RepositoryRefusedException if there is no repository, or others keep changing it
     */
    boolean amend(Tenant tenant, Step step) {
        OnlineKeys keys = keyring.keys(tenant);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            TenantRepository current = repositories
                    .find(tenant)
                    .orElseThrow(() -> new RepositoryRefusedException(new RepositoryRefusal.NotInitialised()));
            Optional<Amendment> amendment = step.amend(current, keys);
            if (amendment.isEmpty()) {
                return false;
            }
            if (repositories.commit(tenant, current.change(), amendment.get())) {
                return true;
            }
        }
        throw new RepositoryRefusedException(new RepositoryRefusal.Contended());
    }

    /** Computes an amendment. */
    interface Step {

        /** The amendment of this state, empty if there is nothing to do. */
        Optional<Amendment> amend(TenantRepository current, OnlineKeys keys);
    }
}
