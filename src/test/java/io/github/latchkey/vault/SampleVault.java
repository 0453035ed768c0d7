package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;

/// Vaults for tests, with a recovery slot alone where no password matters: they open without
/// Argon2.
final class SampleVault {

  /// The recovery key 00 01 02 … 1f.
  static final String RECOVERY = "000G40R-40M30E2-09185GR-38E1W81-24GK2GA-HC5RR34-D1P70X3-RFS18TF";

  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final Surroundings SURROUNDINGS = new Surroundings(new LocalDisk(), Patience.NONE, CLOCK);

  private SampleVault() {}

  static RecoveryKey recovery() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    try {
      return RecoveryKey.read(RecoveryText.write(key));
    } catch (VaultException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static Passphrase password(String text) {
    return Passphrase.take(text.toCharArray()).orElseThrow();
  }

  /// A new vault without a credential, with these slots beside its recovery slot.
  static Path create(Path file, KeySlot... more) throws VaultException {
    String id = Randomness.text(16);
    try (SecretBytes dataKey = Randomness.secret(32);
        RecoveryKey recovery = recovery();
        var contents = new VaultContents();
        VaultLock lock = VaultLock.acquire(file, Patience.NONE)) {
      assertEquals(true, lock.isHeld());
      byte[] recoveryPublic = RecoverySeal.publicKey(recovery, id);
      contents.setRecovery(Base64Url.encode(recoveryPublic));
      var slots = new ArrayList<KeySlot>(List.of(more));
      slots.add(RecoverySeal.seal(dataKey, id, recoveryPublic));
      String commit = VaultHeader.commitment(dataKey, id);
      var header = new VaultHeader(id, 1, 1, commit, Randomness.text(32), slots);
      try (var plain = Plaintext.write(contents, file)) {
        new VaultStore(file, new LocalDisk())
            .placeNew(header, dataKey, plain.buffer())
            .orElseThrow();
      }
      return file;
    }
  }

  static Vault open(Path file) throws VaultException {
    return open(file, SURROUNDINGS);
  }

  static Vault open(Path file, Surroundings around) throws VaultException {
    try (RecoveryKey recovery = recovery()) {
      return LockedVault.read(file).unlock(new Unlocking.Recovery(recovery), around);
    }
  }

  /// Saves what lies there once more, with these numbers.
  static void withNumbers(Path file, long generation, long epoch) throws Exception {
    VaultHeader old = VaultFile.state(file).header();
    var header =
        new VaultHeader(
            old.vault(),
            generation,
            epoch,
            old.commit(),
            Randomness.text(VaultHeader.SALT),
            old.slots());
    try (RecoveryKey recovery = recovery();
        SecretBytes dataKey =
            new SlotOpening(file, old, true).open(new Unlocking.Recovery(recovery)).dataKey();
        VaultFile opened = VaultFile.open(file);
        ScratchMemory plain = opened.decrypt(dataKey)) {
      Files.delete(file);
      new VaultStore(file, new LocalDisk()).placeNew(header, dataKey, plain.buffer());
    }
  }

  static String add(Vault vault, String name, String secret) {
    try (SecretBytes bytes = secret(secret)) {
      return vault.add(Map.of("name", text(name)), Map.of("secret", bytes));
    }
  }

  static String nameOf(VaultEntry entry) {
    return ((JsonString) entry.fields().get("name")).value();
  }

  static Json text(String text) {
    return new JsonString(text);
  }

  static SecretBytes secret(String text) {
    return SecretBytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  static String reveal(Vault vault, String id, String field) {
    try (SecretBytes secret = vault.secret(id, field)) {
      return secret.lend(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }

  static String hex(SecretBytes secret) {
    return secret.<String>lend(HexFormat.of()::formatHex);
  }

  /// Names and secrets of all credentials in a vault file, for comparison.
  static Map<String, String> contents(Path file) throws VaultException {
    try (Vault vault = open(file)) {
      return contents(vault);
    }
  }

  static Map<String, String> contents(Vault vault) {
    return vault.entries().stream()
        .collect(
            Collectors.toMap(
                entry -> ((JsonString) entry.fields().get("name")).value(),
                entry -> reveal(vault, entry.id(), "secret")));
  }

  static VaultException assertFault(Kind kind, Executable action) {
    VaultException fault = assertThrows(VaultException.class, action);
    assertEquals(kind, fault.kind());
    return fault;
  }
}
