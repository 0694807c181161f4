package io.slipway.artifact.repository.http;

import java.time.Instant;
import java.util.Objects;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.slipway.artifact.repository.TenantRepository;
import io.slipway.metadata.publication.Revision;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Role;
import io.slipway.metadata.target.PayloadTarget;

/**
 * A repository as the operator sees it.
 *
 * @param published whether devices can fetch this state already; if not, it is being tried again and again
 * @param root the latest root
 * @param targets the latest targets metadata
 * @param payloads the latest metadata of payloads
 * @param snapshot the latest snapshot
 * @param timestamp the latest timestamp
 */
@Schema(name = "Repository")
public record RepositoryView(
        boolean published, RoleView root, RoleView targets, RoleView payloads, RoleView snapshot, RoleView timestamp) {

    static RepositoryView of(TenantRepository repository, boolean published) {
        Revision revision = repository.revision();
        return new RepositoryView(
                published,
                RoleView.of(revision.contents().root()),
                RoleView.of(revision.contents().targets()),
                RoleView.of(
                        Objects.requireNonNull(revision.contents().delegated().get(PayloadTarget.ROLE))),
                RoleView.of(revision.snapshot()),
                RoleView.of(revision.timestamp()));
    }

    /**
     * A role as the operator sees it.
     *
     * @param version of the latest file
     * @param expires from when on devices refuse it
     */
    @Schema(name = "RepositoryRole")
    public record RoleView(long version, Instant expires) {

        private static RoleView of(SignedRole<? extends Role> role) {
            return new RoleView(role.role().version(), role.role().expires());
        }
    }
}
