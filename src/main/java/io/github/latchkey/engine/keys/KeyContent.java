package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.AsciiSearch;
import io.github.latchkey.engine.KeyText;
import io.github.latchkey.engine.keys.JsonOutline.Value;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Tells by its content what a file is, and gives it to the reader of that form.
final class KeyContent {

  private final KeyRequest request;
  private final Unlocking unlocking;

  private KeyContent(KeyRequest request) {
    this.request = request;
    this.unlocking = new Unlocking(request.passphrase());
  }

  /// The reading of a content of bounded length, which stays the caller's.
  static KeyReading read(byte[] content, KeyRequest request) {
    return new KeyContent(request).read(content);
  }

  /// What a set of JWKs has but shared secrets; nothing where the content is none, or no key of it
  /// has a public half.
  static List<KeyReading> publicKeysOfSet(byte[] content) {
    Optional<TransportText> text =
        ForeignContainer.ofBinary(content).isPresent()
            ? Optional.empty()
            : TransportText.of(content);
    try (TransportText decoded = text.orElse(new TransportText(new byte[0], Set.of()))) {
      byte[] json = decoded.bytes();
      return json.length == 0 || PemScanner.hasBlock(json)
          ? List.of()
          : JsonOutline.of(json)
              .filter(JwkReader::isSet)
              .map(set -> KeyChoice.publicHalves(JwkReader.read(json, set)))
              .orElse(List.of());
    }
  }

  private KeyReading read(byte[] content) {
    Optional<String> binary = ForeignContainer.ofBinary(content);
    if (binary.isPresent()) {
      return readBinary(content, binary.get(), KeyPlace.DER);
    }
    Optional<TransportText> text = TransportText.of(content);
    if (text.isEmpty()) {
      return refused(KeyProblemId.NOT_UTF8, Map.of("position", 1L));
    }
    try (TransportText decoded = text.get()) {
      return readText(decoded.bytes()).with(decoded.oddities());
    }
  }

  private KeyReading readBinary(byte[] content, String container, KeyPlace place) {
    if (expectsSecret()) {
      return keyAsSecret(container);
    }
    return switch (container) {
      case "PKCS#12" -> chosen(Pkcs12File.read(content, place, unlocking));
      case "DER" ->
          chosen(
              DerShape.of(content)
                  .map(shape -> List.of(DerKeyReader.read(content, shape, place, unlocking)))
                  .orElseThrow());
      default -> KeyReading.refused(KeyFaults.container(container));
    };
  }

  private KeyReading readText(byte[] text) {
    if (AsciiSearch.skipBlanks(text) == text.length) {
      return refused(KeyProblemId.EMPTY_FILE, Map.of());
    }
    if (PemScanner.hasBlock(text)) {
      return orKeyAsSecret(KeyText.container(text).orElse("PEM"), () -> pem(text));
    }
    Optional<KeyProblem> noText = noText(text);
    if (noText.isPresent()) {
      return KeyReading.refused(noText.get());
    }
    if (PuttyFile.isMarked(text)) {
      return orKeyAsSecret("PPK", () -> chosen(List.of(PuttyFile.read(text, unlocking))));
    }
    if (SshPublicKey.isLine(text)) {
      return orKeyAsSecret("OpenSSH", () -> chosen(SshPublicKey.readLines(text)));
    }
    return json(text)
        .or(() -> base64Der(text))
        .or(() -> path(text))
        .or(() -> mayBeSecret() ? NamedSecret.inLines(text, secrets()) : Optional.empty())
        .orElseGet(() -> mayBeSecret() ? secrets().read(text) : notAKey(text));
  }

  private KeyReading pem(byte[] text) {
    var scanner = new PemScanner(text);
    List<PemBlock> blocks = scanner.scan();
    try {
      return blocks.size() > PemScanner.MOST_BLOCKS || elements(blocks) > DerBounds.MOST_ELEMENTS
          ? tooMany()
          : chosen(
                  blocks.stream()
                      .flatMap(block -> PemKeyReader.read(block, unlocking).stream())
                      .toList())
              .with(scanner.oddities());
    } finally {
      blocks.forEach(PemBlock::close);
    }
  }

  /// Those of all blocks; one that has more than a file may have is refused for itself.
  private static int elements(List<PemBlock> blocks) {
    return blocks.stream().mapToInt(block -> DerBounds.elements(block.der()).orElse(0)).sum();
  }

  /// A JWK, a set of them, or a document with a secret in it; what looks like a JWK and is broken
  /// is no secret either.
  private Optional<KeyReading> json(byte[] text) {
    Optional<Value> json =
        "{[".indexOf(text[AsciiSearch.skipBlanks(text)]) < 0
            ? Optional.empty()
            : JsonOutline.of(text);
    if (json.filter(JwkReader::isJwk).isPresent()) {
      return Optional.of(jwk(text, json.get()));
    }
    if (KeyText.container(text).filter("JWK"::equals).isPresent()) {
      return Optional.of(orKeyAsSecret("JWK", () -> KeyReading.refused(KeyPlace.TEXT.damaged())));
    }
    if (json.isEmpty() && ForeignContainer.beginsJsonObject(text)) {
      return Optional.of(
          ForeignContainer.isJsonObject(text)
              ? KeyReading.refused(KeyFaults.container("JSON"))
              : KeyReading.refused(KeyPlace.TEXT.damaged()));
    }
    Optional<KeyReading> named =
        mayBeSecret()
            ? json.flatMap(value -> NamedSecret.inJson(text, value, secrets()))
            : Optional.empty();
    return named.or(
        () ->
            ForeignContainer.isJsonObject(text)
                ? Optional.of(KeyReading.refused(KeyFaults.container("JSON")))
                : Optional.empty());
  }

  private KeyReading jwk(byte[] text, Value json) {
    List<FoundKey> keys = JwkReader.read(text, json);
    boolean secretsOnly =
        !keys.isEmpty() && keys.stream().allMatch(key -> key.role() == FoundKey.Role.SECRET);
    if (keys.isEmpty() || expectsSecret() && !secretsOnly) {
      keys.forEach(FoundKey::close);
      return orKeyAsSecret("JWK", () -> KeyReading.refused(KeyFaults.type("JWKS without a key")));
    }
    if (secretsOnly && !mayBeSecret()) {
      keys.forEach(FoundKey::close);
      return notAKey(text);
    }
    KeyReading reading = chosen(keys);
    return keys.size() > 1 ? reading.with(List.of(KeyOddity.SEVERAL_OBJECTS)) : reading;
  }

  /// DER in base64 without the lines of a PEM around it.
  private Optional<KeyReading> base64Der(byte[] text) {
    int start = AsciiSearch.skipBlanks(text);
    boolean sequence = // 0x30 and a length, in base64
        start + 1 < text.length
            && text[start] == 'M'
            && text[start + 1] >= 'A'
            && text[start + 1] <= 'P';
    if (!sequence) {
      return Optional.empty();
    }
    byte[] decoded = new byte[0];
    try {
      decoded = Base64.getMimeDecoder().decode(text);
      byte[] der = decoded;
      return ForeignContainer.ofBinary(der)
          .filter(container -> !DerShape.of(der).equals(Optional.of(DerShape.OTHER)))
          .map(container -> readBinary(der, container, KeyPlace.BASE64));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    } finally {
      Arrays.fill(decoded, (byte) 0);
    }
  }

  private Optional<KeyReading> path(byte[] text) {
    return PathText.in(text, request.expected())
        .map(path -> refused(KeyProblemId.PATH_INSTEAD_OF_KEY, Map.of("path", path)));
  }

  private KeyReading chosen(List<FoundKey> keys) {
    if (keys.size() > PemScanner.MOST_BLOCKS) {
      keys.forEach(FoundKey::close);
      return tooMany();
    }
    return KeyChoice.of(keys, request).with(unlocking.oddities());
  }

  private static KeyReading tooMany() {
    long most = PemScanner.MOST_BLOCKS;
    return refused(KeyProblemId.TOO_LARGE, Map.of("objects", most + 1, "most", most));
  }

  private boolean expectsSecret() {
    return request.expected() == ExpectedKey.SECRET;
  }

  private boolean mayBeSecret() {
    return expectsSecret() || request.expected() == ExpectedKey.ANYTHING;
  }

  private SecretTextReader secrets() {
    return new SecretTextReader(request);
  }

  private KeyReading orKeyAsSecret(String container, Supplier<KeyReading> otherwise) {
    return expectsSecret() ? keyAsSecret(container) : otherwise.get();
  }

  private static KeyReading keyAsSecret(String container) {
    return refused(KeyProblemId.KEY_AS_SECRET, Map.of("container", container));
  }

  private static Optional<KeyProblem> noText(byte[] text) {
    for (byte c : text) {
      if (c >= 0 && c < 0x20 && c != '\t' && c != '\n' && c != '\r') {
        return Optional.of(
            KeyProblem.of(KeyProblemId.UNKNOWN_BINARY, Map.of("bytes", (long) text.length)));
      }
    }
    int wrong = SecretEncoding.firstThatIsNotUtf8(text);
    return wrong < 0
        ? Optional.empty()
        : Optional.of(KeyProblem.of(KeyProblemId.NOT_UTF8, Map.of("position", (long) wrong + 1)));
  }

  private KeyReading notAKey(byte[] text) {
    long lines = 1;
    for (int i = 0; i < text.length - 1; i++) {
      lines += text[i] == '\n' ? 1 : 0;
    }
    return refused(
        KeyProblemId.NOT_A_KEY, Map.of("expected", request.expected().id(), "lines", lines));
  }

  private static KeyReading refused(KeyProblemId problem, Map<String, Object> facts) {
    return KeyReading.refused(KeyProblem.of(problem, facts));
  }
}
