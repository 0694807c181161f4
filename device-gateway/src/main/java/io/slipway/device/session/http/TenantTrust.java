package io.slipway.device.session.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManagerFactory;

import io.quarkus.tls.runtime.TrustStoreAndTrustOptions;
import io.quarkus.tls.runtime.TrustStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.device.identity.CertificateAuthority;

/** What the TLS server {@code devices} trusts: the authorities of all tenants. Which of them counts for which device is decided by request. */
@ApplicationScoped
@Identifier("devices")
class TenantTrust implements TrustStoreProvider {

    private final CertificateAuthority authority;

    TenantTrust(CertificateAuthority authority) {
        this.authority = authority;
    }

    @Override
    public TrustStoreAndTrustOptions getTrustStore(Vertx vertx) {
        try {
            KeyStore authorities = KeyStore.getInstance("PKCS12");
            authorities.load(null, null);
            int number = 0;
            for (X509Certificate certificate : authority.trusted()) {
                authorities.setCertificateEntry("tenant-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            return new TrustStoreAndTrustOptions(authorities, TrustOptions.wrap(trust.getTrustManagers()[0]));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The authorities of the tenants cannot be trusted", e);
        }
    }
}
