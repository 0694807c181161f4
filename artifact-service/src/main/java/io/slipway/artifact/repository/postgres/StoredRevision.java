package io.slipway.artifact.repository.postgres;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.slipway.artifact.repository.TenantRepository;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.publication.RepositoryContents;
import io.slipway.metadata.publication.Revision;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Targets;

/** Puts a repository together from the latest file of each role. */
final class StoredRevision {

    private StoredRevision() {}

    static TenantRepository read(Tenant tenant, List<MetadataFileRow> latest) {
        Map<RoleName, byte[]> files = new TreeMap<>();
        long change = 0;
        for (MetadataFileRow row : latest) {
            files.put(new RoleName(row.role), row.content);
            change = Math.max(change, row.change);
        }
        Map<RoleName, SignedRole<Targets>> delegated = new TreeMap<>();
        files.forEach((role, content) -> {
            if (!role.isTopLevel()) {
                delegated.put(role, SignedRole.readTargets(role, content));
            }
        });
        RepositoryContents contents = new RepositoryContents(
                SignedRole.readRoot(required(files, RoleName.ROOT)),
                SignedRole.readTargets(RoleName.TARGETS, required(files, RoleName.TARGETS)),
                delegated);
        Revision revision = new Revision(
                contents,
                SignedRole.readSnapshot(required(files, RoleName.SNAPSHOT)),
                SignedRole.readTimestamp(required(files, RoleName.TIMESTAMP)));
        return new TenantRepository(tenant, change, revision);
    }

    private static byte[] required(Map<RoleName, byte[]> files, RoleName role) {
        byte[] content = files.get(role);
        if (content == null) {
            throw new IllegalStateException("a stored repository has no " + role);
        }
        return content;
    }
}
