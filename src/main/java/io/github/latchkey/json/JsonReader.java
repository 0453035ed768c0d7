package io.github.latchkey.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.latchkey.json.JsonException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Jackson's streaming parser, held to RFC 8259 and to limits, into values that keep what was
/// written.
final class JsonReader {

  private static final int FEW = 8;

  private final JsonLimits limits;
  private final JsonFactory factory;

  JsonReader(JsonLimits limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxNumberLength(limits.digits())
                    .maxStringLength(Math.max(1, limits.length()))
                    .maxNameLength(Math.max(1, limits.length()))
                    .build())
            .build();
  }

  Json read(byte[] utf8) throws JsonException {
    if (utf8.length > 3L * limits.length()) {
      throw tooLarge();
    }
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException notUtf8) {
      throw new JsonException(Kind.JSON_NOT_UTF8, Map.of());
    }
  }

  Json read(String text) throws JsonException {
    if (text.length() > limits.length()) {
      throw tooLarge();
    }
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new JsonException(Kind.JSON_MALFORMED, at(parser.currentLocation()));
      }
      Json value = value(parser);
      requireEnd(parser);
      return value;
    } catch (StreamConstraintsException beyondLimit) {
      throw new JsonException(Kind.JSON_TOO_LARGE, at(beyondLimit.getLocation()));
    } catch (JsonProcessingException malformed) {
      throw new JsonException(Kind.JSON_MALFORMED, at(malformed.getLocation()));
    } catch (IOException impossibleForText) {
      throw new IllegalStateException("reading text from memory failed");
    }
  }

  private static void requireEnd(JsonParser parser) throws IOException, JsonException {
    boolean more;
    try {
      more = parser.nextToken() != null;
    } catch (JsonProcessingException junk) {
      more = true;
    }
    if (more) {
      throw new JsonException(Kind.JSON_TRAILING, at(parser.currentTokenLocation()));
    }
  }

  private Json value(JsonParser parser) throws IOException, JsonException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonString(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> new JsonNull();
      default -> throw new JsonException(Kind.JSON_MALFORMED, at(parser.currentLocation()));
    };
  }

  private Json object(JsonParser parser) throws IOException, JsonException {
    List<JsonMember> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (!limits.duplicatesAllowed() && isAmong(members, names, name)) {
        var facts = new java.util.HashMap<String, Object>(at(parser.currentTokenLocation()));
        facts.put("name", name);
        throw new JsonException(Kind.JSON_DUPLICATE, facts);
      }
      parser.nextToken();
      members.add(new JsonMember(name, value(parser)));
    }
    return new JsonObject(members);
  }

  /// Few names are compared one by one: that is quicker than a set, and most objects are small.
  private static boolean isAmong(List<JsonMember> members, Set<String> names, String name) {
    if (members.size() < FEW) {
      for (JsonMember member : members) {
        if (member.name().equals(name)) {
          return true;
        }
      }
      return false;
    }
    if (members.size() == FEW) {
      members.forEach(member -> names.add(member.name()));
    }
    return !names.add(name);
  }

  private Json array(JsonParser parser) throws IOException, JsonException {
    List<Json> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return new JsonArray(elements);
  }

  private static JsonException tooLarge() {
    return new JsonException(Kind.JSON_TOO_LARGE, Map.of("line", 1, "column", 1));
  }

  private static Map<String, Object> at(JsonLocation location) {
    return location == null
        ? Map.of("line", 1, "column", 1)
        : Map.of(
            "line",
            Math.max(1, location.getLineNr()),
            "column",
            Math.max(1, location.getColumnNr()));
  }
}
