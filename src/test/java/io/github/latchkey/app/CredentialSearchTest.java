package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyKind;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialSearchTest {

  private final Credential first = credential("Zoom production", "for the WEBINAR team");
  private final Credential second = credential("Zoom staging", "for tests");
  private final CredentialSearch search = new CredentialSearch(List.of(first, second));

  @Test
  void findsEveryWordWhereverItStandsAndWhateverItsCase() {
    assertEquals(List.of(first), search.find("zOOm webinar"));
    assertEquals(List.of(first, second), search.find(" for  zoom "));
    assertEquals(List.of(second), search.find("tests"));
    assertEquals(List.of(), search.find("webinar tests"));
    assertTrue(first.matches("PRODUCTION"));
  }

  @Test
  void findsEverythingWithoutAWord() {
    assertEquals(List.of(first, second), search.find(""));
    assertEquals(List.of(first, second), search.find(" \t"));
  }

  @Test
  void aSessionReadsItsCredentialsAgainOnlyAfterAChange(@TempDir Path folder) throws Exception {
    Latchkey parts = TestDesk.in(folder);
    TestDesk.vault(parts);
    try (VaultSession session = TestDesk.open(parts);
        var secret = SecretBytes.copyOf(new byte[40])) {
      List<Credential> before = session.credentials();
      assertSame(before, session.credentials());
      session.add(request("one"), new StoredKey(key(), Optional.empty()), secret);
      assertNotSame(before, session.credentials());
      assertEquals(1, session.find("one").size());
    }
  }

  private static ImportRequest request(String name) {
    return new ImportRequest(
        name,
        Platforms.bundled().generic(),
        Map.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static KeyDescription key() {
    return new KeyDescription(
        KeyKind.HMAC_SECRET, "text", 320, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Credential credential(String name, String note) {
    return new Credential(
        name,
        name,
        Platforms.bundled().generic(),
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.of(note),
        Instant.EPOCH,
        Optional.empty(),
        new StoredKey(key(), Optional.empty()));
  }
}
