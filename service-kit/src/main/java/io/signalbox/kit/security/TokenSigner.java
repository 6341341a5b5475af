package io.signalbox.kit.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** Signs tokens with one private key (ES256). Its key id is the issuer's name in the directory of keys. */
public final class TokenSigner {
    private final ECDSASigner signer;
    private final JWSHeader header;

    private TokenSigner(ECKey key) {
        try {
            signer = new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a signing key is a private key on the curve P-256", e);
        }
        header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
    }

    /** The key of {@code <name>.jwk} in the identity directory. */
    public static TokenSigner read(Path directory, String name) {
        Path file = directory.resolve(name + ".jwk");
        try {
            ECKey key = ECKey.parse(Files.readString(file));
            if (!name.equals(key.getKeyID()) || !key.isPrivate()) {
                throw new IllegalStateException(file + " must hold the private key with kid '" + name + "'");
            }
            return new TokenSigner(key);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the signing key " + file, e);
        } catch (ParseException e) {
            // The cause may quote the file, which is a private key.
            throw new IllegalStateException(file + " is not a JSON web key");
        }
    }

    public String sign(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("signing failed", e);
        }
        return token.serialize();
    }
}
