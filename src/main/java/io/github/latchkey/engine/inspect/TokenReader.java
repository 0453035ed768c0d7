package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.Base64Defect;
import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.DuplicateNames;
import io.github.latchkey.engine.TokenPart;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Decodes a token and says what is wrong with its form. Reads anything and throws nothing; what
/// takes long is at most 1 MiB of JSON.
public final class TokenReader {

  private final DecodedToken token;
  private final List<Finding> findings = new ArrayList<>();

  private TokenReader(DecodedToken token) {
    this.token = token;
  }

  /// Reads what was found; its cleaning comes first among the findings.
  public static TokenReading read(FoundToken found) {
    TokenReading reading = read(found.text());
    var all = new ArrayList<>(found.cleaning());
    all.addAll(reading.findings());
    return new TokenReading(reading.token(), all);
  }

  /// Reads a text as a compact token.
  public static TokenReading read(String compact) {
    var reader = new TokenReader(DecodedToken.of(compact));
    reader.readWhole();
    return new TokenReading(reader.token, reader.findings);
  }

  private void readWhole() {
    String compact = token.compact();
    if (compact.length() > DecodedToken.LONGEST) {
      add(
          FindingId.OVERSIZED,
          "",
          Map.of("characters", (long) compact.length(), "most", (long) DecodedToken.LONGEST));
      return;
    }
    long parts = compact.chars().filter(c -> c == '.').count() + 1;
    Optional<String> foreign = ForeignToken.kind(compact);
    if (parts == 1 && foreign.isPresent() && !startsLikeJson(token.header())) {
      add(FindingId.NOT_A_JWT, "", Map.of("kind", foreign.get()));
    } else if (parts == 1 && !startsLikeJson(token.header())) {
      add(FindingId.NOT_A_TOKEN, "", Map.of("characters", (long) compact.length()));
    } else if (parts == 5 && (header().map(h -> h.has("enc")).orElse(true))) {
      readEncrypted();
    } else {
      readSigned(parts);
    }
  }

  private void readEncrypted() {
    readPart("header", token.header());
    add(
        FindingId.ENCRYPTED_TOKEN,
        "",
        Map.of("alg", headerText("alg").orElse(""), "enc", headerText("enc").orElse("")));
  }

  private void readSigned(long parts) {
    List<String> cut = CutParts.of(token, parts);
    if (parts > 3) {
      damaged("", "too-many-parts", parts);
    }
    readPart("header", token.header(), cut, parts);
    if (parts > 1 && !(parts == 2 && token.payload().text().isEmpty())) {
      readPart("payload", token.payload(), cut, parts);
    } else if (cut.isEmpty()) {
      damaged("payload", "missing", parts);
    }
    if (parts > 2) {
      readPart("signature", token.signature(), cut, parts);
    } else if (!token.payload().text().isEmpty() && !cut.contains("payload")) {
      damaged("signature", "missing", parts);
    }
    header().ifPresent(header -> HeaderRules.judge(header, findings));
    if (isNested()) {
      add(FindingId.NESTED_TOKEN, "payload", Map.of());
    }
  }

  private void readPart(String name, TokenPart part, List<String> cut, long parts) {
    if (cut.contains(name)) {
      damaged(name, "cut-off", parts);
    } else {
      readPart(name, part);
    }
  }

  private void readPart(String name, TokenPart part) {
    Optional<Base64Defect> defect = part.defect();
    if (defect.isPresent()) {
      add(
          FindingId.BAD_BASE64,
          name,
          Map.of(
              "what",
              List.of(defect.get().kind().name().toLowerCase(Locale.ROOT).replace('_', '-')),
              "position",
              defect.get().position() + 1L));
    } else if (!name.equals("signature") && !(name.equals("payload") && isNested())) {
      readJson(name, part);
    }
  }

  private void readJson(String name, TokenPart part) {
    try {
      Json value = Json.parse(part.bytes().orElseGet(() -> new byte[0]), JsonLimits.FOREIGN);
      if (!(value instanceof JsonObject)) {
        badJson(name, "not-an-object", Map.of());
      }
      List<String> names = DuplicateNames.in(value);
      if (!names.isEmpty()) {
        List<String> excerpts = names.stream().limit(20).map(Finding::excerpt).toList();
        add(FindingId.DUPLICATE_KEY, name, Map.of("names", excerpts));
      }
    } catch (JsonException bad) {
      switch (bad.kind()) {
        case JSON_TRAILING -> badJson(name, "trailing", bad.facts());
        case JSON_NOT_UTF8 -> badJson(name, "not-utf8", bad.facts());
        case JSON_TOO_LARGE ->
            add(
                FindingId.OVERSIZED,
                name,
                Map.of(
                    "line",
                    place(bad.facts(), "line"),
                    "column",
                    place(bad.facts(), "column"),
                    "levels",
                    (long) JsonLimits.FOREIGN.depth()));
        case JSON_MALFORMED, JSON_DUPLICATE -> badJson(name, "malformed", bad.facts());
      }
    }
  }

  private void badJson(String name, String reason, Map<String, ?> facts) {
    add(
        FindingId.BAD_JSON,
        name,
        Map.of("reason", reason, "line", place(facts, "line"), "column", place(facts, "column")));
  }

  private static long place(Map<String, ?> facts, String name) {
    return facts.get(name) instanceof Integer number ? number : 0L;
  }

  private void damaged(String about, String reason, long parts) {
    add(FindingId.DAMAGED_SEGMENT, about, Map.of("reason", reason, "parts", parts));
  }

  private boolean isNested() {
    byte[] bytes = token.payload().bytes().orElseGet(() -> new byte[0]);
    return bytes.length > 3
        && bytes[0] == 'e'
        && (bytes[1] == 'y' || bytes[1] == 'w')
        && bytes[bytes.length - 1] != '}';
  }

  private static boolean startsLikeJson(TokenPart part) {
    return part.bytes().map(bytes -> bytes.length > 1 && bytes[0] == '{').orElse(false);
  }

  private Optional<JsonObject> header() {
    return token.headerJson();
  }

  private Optional<String> headerText(String name) {
    return header().flatMap(header -> header.text(name)).map(Finding::excerpt);
  }

  private void add(FindingId id, String about, Map<String, ?> facts) {
    findings.add(Finding.of(id, about, facts));
  }
}
