package io.slipway.device.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.slipway.device.identity.EnrolmentOutcome.Enrolled;
import io.slipway.device.identity.EnrolmentRecords.Certificates;

/** A ledger in memory, with the contract of the real one, for the rules of enrolment. */
final class MemoryLedger implements IdentityLedger {

    final Map<UUID, EnrolmentToken> tokens = new HashMap<>();
    final Map<DeviceName, DeviceIdentity> devices = new HashMap<>();
    final Map<DeviceName, List<IssuedCertificate>> certificates = new HashMap<>();
    final Map<DeviceName, Set<Sha256>> revokedKeys = new HashMap<>();

    @Override
    public CompletionStage<EnrolmentOutcome> enrol(
            UUID token, DeviceId device, Function<EnrolmentRecords, EnrolmentOutcome> decision) {
        EnrolmentToken known = tokens.get(token);
        if (known == null) {
            return CompletableFuture.completedStage(decision.apply(EnrolmentRecords.none()));
        }
        EnrolmentOutcome outcome =
                decision.apply(recordsOf(new DeviceName(known.tenant(), device), Optional.of(known)));
        if (outcome instanceof Enrolled enrolled) {
            store(enrolled);
            if (enrolled.usesToken()) {
                tokens.put(token, used(known));
            }
        }
        return CompletableFuture.completedStage(outcome);
    }

    @Override
    public CompletionStage<EnrolmentOutcome> renew(
            DeviceName device, Function<EnrolmentRecords, EnrolmentOutcome> decision) {
        EnrolmentOutcome outcome = decision.apply(recordsOf(device, Optional.empty()));
        if (outcome instanceof Enrolled enrolled) {
            store(enrolled);
        }
        return CompletableFuture.completedStage(outcome);
    }

    @Override
    public CompletionStage<RevocationOutcome> revoke(DeviceName device, String reason, Instant now) {
        DeviceIdentity before = devices.get(device);
        if (before == null) {
            return CompletableFuture.completedStage(RevocationOutcome.UNKNOWN_DEVICE);
        }
        if (before.isRevoked()) {
            return CompletableFuture.completedStage(RevocationOutcome.ALREADY_REVOKED);
        }
        devices.put(
                device,
                new DeviceIdentity(
                        device,
                        before.type(),
                        before.publicKey(),
                        before.tokenId(),
                        before.enrolledAt(),
                        Optional.of(now)));
        certificates.remove(device).forEach(certificate -> revokedKeys
                .computeIfAbsent(device, name -> new HashSet<>())
                .add(certificate.publicKey()));
        return CompletableFuture.completedStage(RevocationOutcome.REVOKED);
    }

    private EnrolmentRecords recordsOf(DeviceName device, Optional<EnrolmentToken> token) {
        return new EnrolmentRecords(
                token,
                Optional.ofNullable(devices.get(device)),
                new Certificates(
                        certificates.getOrDefault(device, List.of()).size(),
                        revokedKeys.getOrDefault(device, Set.of())));
    }

    private void store(Enrolled enrolled) {
        devices.put(enrolled.device().name(), enrolled.device());
        certificates
                .computeIfAbsent(enrolled.device().name(), name -> new ArrayList<>())
                .add(enrolled.certificate());
    }

    private static EnrolmentToken used(EnrolmentToken token) {
        return new EnrolmentToken(
                token.id(),
                token.tenant(),
                token.deviceType(),
                token.deviceId(),
                token.maxUses(),
                token.uses() + 1,
                token.createdAt(),
                token.expiresAt(),
                token.revokedAt(),
                token.secretSha256());
    }
}
