package io.signalbox.credential.sealing.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.sealing.SealContext;
import io.signalbox.credential.sealing.Sealed;
import io.signalbox.credential.sealing.UnopenableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticatedCipherTest {
    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final SealContext CONTEXT = new SealContext(new TenantId("acme"), "ada", "openai", ID, 1);
    private static final byte[] PLAIN = "sk-secret".getBytes(StandardCharsets.UTF_8);

    private final AuthenticatedCipher cipher = new AuthenticatedCipher(new SecureRandom());
    private final SecretKey key = KeyDerivation.key(new byte[32]);

    @TempDir
    Path folder;

    @Test
    void what_was_sealed_opens_only_under_the_very_same_context() {
        Sealed sealed = cipher.encrypt(key, CONTEXT.bytes(), PLAIN);
        assertThat(cipher.decrypt(key, CONTEXT.bytes(), sealed)).isEqualTo(PLAIN);
        for (SealContext other : new SealContext[] {
            new SealContext(new TenantId("acmeada"), "", "openai", ID, 1),
            new SealContext(new TenantId("other"), "ada", "openai", ID, 1),
            new SealContext(new TenantId("acme"), "bob", "openai", ID, 1),
            new SealContext(new TenantId("acme"), "ada", "anthropic", ID, 1),
            new SealContext(new TenantId("acme"), "ada", "openai", UUID.randomUUID(), 1),
            new SealContext(new TenantId("acme"), "ada", "openai", ID, 2)
        }) {
            assertThatThrownBy(() -> cipher.decrypt(key, other.bytes(), sealed))
                    .isInstanceOf(UnopenableException.class);
        }
    }

    @Test
    void every_changed_bit_is_noticed() {
        Sealed sealed = cipher.encrypt(key, CONTEXT.bytes(), PLAIN);
        for (int at = 0; at < sealed.ciphertext().length; at++) {
            byte[] changed = sealed.ciphertext().clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> cipher.decrypt(key, CONTEXT.bytes(), new Sealed(sealed.nonce(), changed)))
                    .isInstanceOf(UnopenableException.class);
        }
    }

    @Test
    void no_nonce_is_used_twice() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            nonces.add(HexFormat.of()
                    .formatHex(cipher.encrypt(key, CONTEXT.bytes(), PLAIN).nonce()));
        }
        assertThat(nonces).hasSize(10_000);
    }

    @Test
    void owners_have_keys_of_their_own() {
        assertThat(KeyDerivation.derive(key, "seal", "ada").getEncoded())
                .isNotEqualTo(KeyDerivation.derive(key, "seal", "bob").getEncoded())
                .isNotEqualTo(KeyDerivation.derive(key, "sealada").getEncoded());
    }

    @Test
    void a_master_key_is_given_once_is_long_enough_and_is_not_for_others_to_read() throws IOException {
        assertThatThrownBy(() -> MasterKey.of(new SealingProperties(null, null, null)))
                .hasMessageContaining("exactly one way");
        assertThatThrownBy(() -> MasterKey.of(new SealingProperties(null, "short", null)))
                .hasMessage("ENCRYPTION_SECRET must be at least 32 characters long");
        assertThatThrownBy(() -> MasterKey.of(new SealingProperties(null, null, "12ab")))
                .hasMessageContaining("64 hexadecimal digits");
        Path file =
                Files.writeString(folder.resolve("master"), Base64.getEncoder().encodeToString(new byte[32]));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> MasterKey.of(new SealingProperties(file, null, null)))
                .hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(MasterKey.of(new SealingProperties(file, null, null)).id())
                .isEqualTo(MasterKey.of(new SealingProperties(null, null, "0".repeat(64)))
                        .id());
        assertThat(MasterKey.of(new SealingProperties(null, "0123456789abcdef0123456789abcdef", null))
                        .id())
                .hasSize(16);
    }
}
