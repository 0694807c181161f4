package io.slipway.artifact.repository.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;

import io.slipway.artifact.problem.http.Problem;
import io.slipway.artifact.repository.PublishRepository;
import io.slipway.artifact.repository.Repositories;
import io.slipway.artifact.repository.RepositoryRefusal;
import io.slipway.artifact.repository.RepositoryRefusedException;
import io.slipway.artifact.repository.TenantRepository;
import io.slipway.artifact.storage.StoreFullException;
import io.slipway.artifact.storage.StoreUnavailableException;
import io.slipway.artifact.tenant.Tenant;

/** Tries to publish what a request has committed and says how far it came. What is committed stays so: the schedule goes on where this could not. */
@ApplicationScoped
class Publication {

    private static final Logger LOG = Logger.getLogger(Publication.class);

    private final Repositories repositories;
    private final PublishRepository publish;

    Publication(Repositories repositories, PublishRepository publish) {
        this.repositories = repositories;
        this.publish = publish;
    }

    RepositoryView now(Tenant tenant) {
        try {
            publish.publish(tenant);
        } catch (StoreUnavailableException | StoreFullException e) {
            LOG.warnf("Metadata not published yet, trying again tenant=%s: %s", tenant, e.getMessage());
        }
        return view(tenant);
    }

    RepositoryView view(Tenant tenant) {
        boolean published = repositories.unpublished(tenant).files().isEmpty();
        TenantRepository repository = repositories
                .find(tenant)
                .orElseThrow(() -> new RepositoryRefusedException(new RepositoryRefusal.NotInitialised()));
        return RepositoryView.of(repository, published);
    }

    byte[] file(Tenant tenant, String name) {
        return repositories
                .file(tenant, name)
                .orElseThrow(() -> Problem.of(
                        Status.NOT_FOUND,
                        "metadata-unknown",
                        "There is no such metadata file",
                        "The repository of tenant " + tenant + " has no file " + name + "."));
    }
}
