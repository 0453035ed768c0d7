package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.hex;
import static io.github.latchkey.vault.SampleVault.reveal;
import static io.github.latchkey.vault.SampleVault.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault of the first version, made once on 2026-11-21, that must open for ever. The page
/// `src/docs/vault-format.md` works through it.
class FrozenVaultTest {

  private static final String PASSWORD = "Zwölf Boxkämpfer, चाबी 🔑";
  private static final String ID = "K-Y2yuPZp8aqoe8uAVOPpg";
  private static final String TRASHED = "El5dfe4Sk-ZZONQ0sI9LOA";

  @TempDir Path folder;
  Path file;

  @BeforeEach
  void copyTheVault() throws Exception {
    file = folder.toRealPath().resolve("first.latchkey");
    try (InputStream frozen = FrozenVaultTest.class.getResourceAsStream("/vaults/first.latchkey")) {
      Files.copy(frozen, file);
    }
  }

  @Test
  void opensWithItsPassword() throws Exception {
    try (Passphrase password = SampleVault.password(PASSWORD);
        Vault vault = LockedVault.read(file).unlock(password, SampleVault.CLOCK)) {
      assertHoldsWhatWasPutIn(vault);
    }
  }

  @Test
  void opensWithItsRecoveryKeyAndAfterASave() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (RecoveryKey key = RecoveryKey.read(SampleVault.RECOVERY.toCharArray());
          Vault vault = LockedVault.read(file).unlock(key, SampleVault.CLOCK)) {
        assertHoldsWhatWasPutIn(vault);
        assertEquals(5 + i, vault.save().generation());
      }
    }
  }

  @Test
  void holdsItsHistoryItsTrashAndWhatALaterVersionAdded() throws Exception {
    try (SecretBytes dataKey = dataKey();
        VaultFile opened = VaultFile.open(file);
        ScratchMemory plain = opened.decrypt(dataKey);
        VaultContents contents = Plaintext.read(plain.buffer(), file)) {
      assertEquals(11, contents.values().size());
      assertTrue(contents.item(TRASHED).orElseThrow().isInTrash());
      assertEquals(
          List.of("bdHzDPDnxbQ", "30ohAVPJPbA", "HosK3RPxLuU"), List.copyOf(contents.ancestors()));
      assertEquals(List.of(new Stamp(12, 0x0102030405060708L)), List.copyOf(contents.removed()));
      assertEquals(List.of("later"), contents.unknown().stream().map(JsonMember::name).toList());
    }
  }

  @Test
  void isWhatTheFormatPageWorksThrough() throws Exception {
    String page =
        Files.readString(
            Path.of(System.getProperty("latchkey.build", "target"))
                .toAbsolutePath()
                .resolveSibling("src/docs/vault-format.md"));
    VaultHeader header = VaultFile.state(file).header();
    var password = (PasswordSlot) header.slots().get(0);
    var recovery = (RecoverySlot) header.slots().get(1);
    byte[] salt = Base64Url.decode(password.salt());
    byte[] epk = Base64Url.decode(recovery.epk());
    try (Passphrase passphrase = SampleVault.password(PASSWORD);
        SecretBytes argon = Argon2.derive(passphrase.utf8(), salt, password.cost());
        SecretBytes passwordKey = KeyDerivation.derive(argon, salt, "latchkey/1 slot password");
        RecoveryKey key = SampleVault.recovery();
        SecretBytes scalar = key.scalar(header.vault());
        SecretBytes agreed = Curve25519.agree(scalar, epk).orElseThrow();
        SecretBytes dataKey = dataKey();
        SecretBytes payload = header.payloadKey(dataKey)) {
      String publicKey = HexFormat.of().formatHex(Curve25519.publicKey(scalar));
      byte[] recoverySalt = HexFormat.of().parseHex(HexFormat.of().formatHex(epk) + publicKey);
      try (SecretBytes recoveryKey =
          KeyDerivation.derive(agreed, recoverySalt, "latchkey/1 slot recovery")) {
        Map<String, String> worked =
            Map.of(
                "header", header.text(),
                "Argon2id", hex(argon),
                "password slot key", hex(passwordKey),
                "sk", hex(scalar),
                "pk", publicKey,
                "X25519", hex(agreed),
                "recovery slot key", hex(recoveryKey),
                "data key", hex(dataKey),
                "payload key", hex(payload));
        worked.forEach((name, value) -> assertTrue(page.contains(value), name + " " + value));
      }
    }
  }

  private SecretBytes dataKey() throws VaultException {
    VaultHeader header = VaultFile.state(file).header();
    try (RecoveryKey key = SampleVault.recovery()) {
      return RecoverySeal.open((RecoverySlot) header.slots().get(1), header.vault(), key)
          .orElseThrow();
    }
  }

  private static void assertHoldsWhatWasPutIn(Vault vault) {
    assertEquals(
        List.of(
            new VaultEntry(
                ID,
                Map.of(
                    "name", text("JioMeet production"),
                    "platform", text("jiomeet-one-step"),
                    "tags", JsonArray.of(text("prod"), text("ज़ूम")),
                    "note", text("rotated \"once\"\n")),
                Set.of("secret"),
                Instant.parse("2026-11-21T11:00:00Z"))),
        vault.entries());
    assertEquals("frozen secret, second", reveal(vault, ID, "secret"));
    assertTrue(vault.entry(TRASHED).isEmpty());
    assertEquals(1, vault.entries("preset").size());
  }
}
