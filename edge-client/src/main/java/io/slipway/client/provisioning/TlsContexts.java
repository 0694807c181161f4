package io.slipway.client.provisioning;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

/** Makes TLS contexts: which servers are trusted, and whether the device shows its certificate. */
public final class TlsContexts {

    private TlsContexts() {}

    /** Trusts {@code authorities}, or the platform's own if there are none, and shows no certificate. */
    public static SSLContext anonymous(List<X509Certificate> authorities) throws IOException {
        return context(null, authorities);
    }

    /** Trusts {@code authorities}, or the platform's own if there are none, and shows the device's certificate. */
    public static SSLContext mutual(DeviceIdentity identity, List<X509Certificate> authorities) throws IOException {
        return context(identity, authorities);
    }

    private static SSLContext context(@Nullable DeviceIdentity identity, List<X509Certificate> authorities)
            throws IOException {
        try {
            KeyManager[] keys = identity == null ? null : new KeyManager[] {new IdentityKeyManager(identity)};
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities.isEmpty() ? null : trusted(authorities));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot set up TLS: " + e.getMessage(), e);
        }
    }

    private static KeyStore trusted(List<X509Certificate> authorities) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
