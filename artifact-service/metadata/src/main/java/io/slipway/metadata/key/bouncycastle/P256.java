package io.slipway.metadata.key.bouncycastle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;

/** The curve P-256 and its public keys in PEM (SubjectPublicKeyInfo of RFC 5480, uncompressed point, RFC 7468). */
final class P256 {

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");

    static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

    /** Everything before the point in the DER form: id-ecPublicKey, prime256v1, and the header of the bit string. */
    private static final byte[] HEADER =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

    private static final int POINT_LENGTH = 65;
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private P256() {}

    static String toPem(ECPoint point) {
        byte[] encoded = Arrays.copyOf(HEADER, HEADER.length + POINT_LENGTH);
        System.arraycopy(point.getEncoded(false), 0, encoded, HEADER.length, POINT_LENGTH);
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return BEGIN + "\n" + body + "\n" + END + "\n";
    }

    /** @throws IllegalArgumentException if it is not the PEM form of a point on the curve */
    static ECPublicKeyParameters fromPem(String pem) {
        String text = pem.strip();
        if (text.length() > 512 || !text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new IllegalArgumentException("expected a PEM public key");
        }
        String body = text.substring(BEGIN.length(), text.length() - END.length());
        byte[] encoded = Base64.getDecoder()
                .decode(body.replace("\n", "").replace("\r", "").getBytes(StandardCharsets.US_ASCII));
        boolean p256 = encoded.length == HEADER.length + POINT_LENGTH
                && Arrays.equals(encoded, 0, HEADER.length, HEADER, 0, HEADER.length);
        if (!p256) {
            throw new IllegalArgumentException("expected an uncompressed P-256 public key");
        }
        byte[] point = Arrays.copyOfRange(encoded, HEADER.length, encoded.length);
        return new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(point), DOMAIN);
    }
}
