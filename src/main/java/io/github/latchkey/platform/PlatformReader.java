package io.github.latchkey.platform;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.Severity;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonLines;
import io.github.latchkey.platform.ClaimRule.Moment;
import io.github.latchkey.platform.ClaimRule.Presence;
import io.github.latchkey.platform.ClaimRule.Source;
import io.github.latchkey.platform.Condition.Test;
import io.github.latchkey.platform.FileNode.Broken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads platform files. Every member must be known and every value of its form: a rule that is
/// misspelt would be a rule that silently does nothing.
public final class PlatformReader {

  /// The first member of every file.
  static final String FORMAT = "latchkey-platform/1";

  private static final int LARGEST = 256 * 1024;
  private static final int LONGEST_ID = 64;

  private PlatformReader() {}

  /// Reads one file's bytes (UTF-8, at most 256 KiB); `file` is only its name for the error.
  public static PlatformProfile read(byte[] utf8, String file) throws PlatformException {
    Json root;
    try {
      root = Json.parse(utf8, JsonLimits.own(LARGEST));
    } catch (JsonException notJson) {
      Map<String, Object> facts = new HashMap<>(notJson.facts());
      facts.put("file", file);
      facts.put("at", "");
      facts.put("why", notJson.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      facts.putIfAbsent("line", 1);
      throw new PlatformException(PlatformException.Kind.PLATFORM_FILE_BROKEN, facts);
    }
    try {
      return profile(new FileNode(root, ""));
    } catch (Broken broken) {
      String text = new String(utf8, StandardCharsets.UTF_8);
      throw new PlatformException(
          PlatformException.Kind.PLATFORM_FILE_BROKEN,
          Map.of(
              "file",
              file,
              "line",
              JsonLines.lineOf(text, broken.pointer()),
              "at",
              broken.pointer(),
              "why",
              broken.why()));
    }
  }

  private static PlatformProfile profile(FileNode node) throws Broken {
    node.allowing(
        "format",
        "id",
        "name",
        "about",
        "sources",
        "algorithms",
        "key",
        "fields",
        "header",
        "claims",
        "lifetime",
        "checks",
        "uses",
        "recognisedBy");
    node.member(
        "format",
        format -> format.meaning("newer-format", text -> Optional.of(text).filter(FORMAT::equals)));
    return new PlatformProfile(
        node.member("id", id -> id.meaning("bad-id", PlatformReader::id)),
        node.member("name", FileNode::text),
        node.member("about", FileNode::text),
        node.list("sources", FileNode::text),
        node.member("algorithms", PlatformReader::algorithms),
        node.member("key", PlatformReader::key),
        node.list("fields", PlatformReader::field),
        node.list("header", header -> rule(header, "name", Place.Header::new)),
        node.list(
            "claims", claim -> rule(claim, "path", path -> new Place.Claim(ClaimPath.of(path)))),
        node.member("lifetime", PlatformReader::lifetime),
        node.list("checks", PlatformReader::check),
        node.list("uses", PlatformReader::use),
        node.list("recognisedBy", PlatformReader::condition));
  }

  private static Optional<String> id(String text) {
    return Optional.of(text)
        .filter(id -> id.length() <= LONGEST_ID && id.matches("[a-z0-9]++(-[a-z0-9]++)*+"));
  }

  private static List<JwsAlgorithm> algorithms(FileNode node) throws Broken {
    List<JwsAlgorithm> algorithms =
        node.list(name -> name.meaning("unknown-algorithm", JwsAlgorithm::named));
    if (algorithms.isEmpty()) {
      throw node.broken("no-algorithm");
    }
    return algorithms;
  }

  private static KeyRule key(FileNode node) throws Broken {
    node.allowing("kind", "encoding", "delivery", "fileNames");
    return new KeyRule(
        node.member("kind", kind -> named(kind, KeyRule.Kind.values())),
        node.optional(
                "encoding", encoding -> encoding.meaning("unknown-encoding", SecretEncoding::named))
            .orElse(SecretEncoding.UTF8),
        node.member("delivery", FileNode::text),
        node.list("fileNames", FileNode::text));
  }

  private static FieldRule field(FileNode node) throws Broken {
    node.allowing("id", "label", "help", "required", "example", "pattern");
    return new FieldRule(
        node.member("id", FileNode::text),
        node.member("label", FileNode::text),
        node.optional("help", FileNode::text).orElse(""),
        node.optional("required", FileNode::truth).orElse(false),
        node.optional("example", FileNode::text).orElse(""),
        node.optional("pattern", PlatformReader::pattern));
  }

  private static ClaimRule rule(
      FileNode node, String nameMember, java.util.function.Function<String, Place> place)
      throws Broken {
    node.allowing(
        nameMember,
        "label",
        "help",
        "type",
        "presence",
        "value",
        "made",
        "time",
        "suggested",
        "otherwise",
        "allowed",
        "pattern",
        "patternFinding",
        "longest");
    String name = node.member(nameMember, FileNode::text);
    return new ClaimRule(
        node.member(
            nameMember, text -> text.meaning("bad-path", path -> Optional.of(place.apply(path)))),
        node.optional("label", FileNode::text).orElse(name),
        node.optional("help", FileNode::text).orElse(""),
        node.optional("type", type -> type.meaning("unknown-type", ClaimType::named))
            .orElse(ClaimType.STRING),
        node.optional("presence", presence -> named(presence, Presence.values()))
            .orElse(Presence.OPTIONAL),
        source(node),
        node.optional("otherwise", severity -> named(severity, Severity.values()))
            .orElse(Severity.ERROR),
        node.list("allowed", FileNode::value),
        node.optional("pattern", PlatformReader::pattern),
        node.optional(
                "patternFinding", id -> id.meaning("unknown-finding", PlatformReader::finding))
            .orElse(FindingId.CLAIM_VALUE),
        node.optional("longest", FileNode::count).orElse(0));
  }

  private static Source source(FileNode node) throws Broken {
    List<Optional<Source>> given =
        List.of(
            node.optional("value", value -> new ClaimRule.Constant(value.value())),
            node.optional("suggested", value -> new ClaimRule.Suggested(value.value())),
            node.optional("made", made -> new ClaimRule.Made(template(made))),
            node.optional("time", PlatformReader::clocked));
    List<Source> sources = given.stream().flatMap(Optional::stream).toList();
    if (sources.size() > 1) {
      throw node.broken("two-sources");
    }
    return sources.isEmpty() ? new ClaimRule.Asked() : sources.getFirst();
  }

  private static Source clocked(FileNode node) throws Broken {
    String text = node.text();
    boolean always = !text.endsWith("?");
    String name = always ? text : text.substring(0, text.length() - 1);
    return switch (name) {
      case "issued" -> new ClaimRule.Clocked(Moment.ISSUED, always);
      case "start" -> new ClaimRule.Clocked(Moment.START, always);
      case "end" -> new ClaimRule.Clocked(Moment.END, always);
      default -> throw node.broken("unknown-value");
    };
  }

  private static LifetimeRule lifetime(FileNode node) throws Broken {
    node.allowing(
        "usual", "advised", "shortest", "longest", "withoutExpiry", "measuredFrom", "reason");
    return new LifetimeRule(
        node.member("usual", PlatformReader::duration),
        node.optional("advised", PlatformReader::duration),
        node.optional("shortest", PlatformReader::duration),
        node.optional("longest", PlatformReader::duration),
        node.optional("withoutExpiry", severity -> named(severity, Severity.values()))
            .orElse(Severity.WARNING),
        node.optional("measuredFrom", from -> named(from, LifetimeRule.Origin.values()))
            .orElse(LifetimeRule.Origin.START),
        node.optional("reason", FileNode::text).orElse(""));
  }

  private static CheckRule check(FileNode node) throws Broken {
    node.allowing("finding", "severity", "when", "message", "advice");
    FindingId finding =
        node.member("finding", id -> id.meaning("unknown-finding", PlatformReader::finding));
    return new CheckRule(
        finding,
        node.optional("severity", severity -> named(severity, Severity.values()))
            .orElse(finding.severity()),
        node.list("when", PlatformReader::condition),
        node.member("message", FileNode::text),
        node.optional("advice", FileNode::text).orElse(""));
  }

  private static Optional<FindingId> finding(String id) {
    return Arrays.stream(FindingId.values()).filter(finding -> finding.id().equals(id)).findFirst();
  }

  private static TokenUse use(FileNode node) throws Broken {
    node.allowing("shape", "template", "note");
    return new TokenUse(
        node.member("shape", shape -> named(shape, TokenUse.Shape.values())),
        node.member("template", PlatformReader::template),
        node.optional("note", FileNode::text).orElse(""));
  }

  private static Condition condition(FileNode node) throws Broken {
    node.allowing(
        "at", "present", "equals", "unlike", "notStartingWith", "matching", "notMatching");
    Place place =
        node.member("at", at -> at.meaning("bad-path", text -> Optional.of(Place.of(text))));
    List<Optional<Test>> given =
        List.of(
            node.optional(
                "present",
                present -> present.truth() ? new Condition.Present() : new Condition.Missing()),
            node.optional("equals", value -> new Condition.Equal(value.value())),
            node.optional("unlike", other -> new Condition.Unlike(template(other))),
            node.optional(
                "notStartingWith", start -> new Condition.NotStartingWith(template(start))),
            node.optional("matching", form -> new Condition.Matching(pattern(form))),
            node.optional("notMatching", form -> new Condition.NotMatching(pattern(form))));
    List<Test> tests = given.stream().flatMap(Optional::stream).toList();
    if (tests.size() != 1) {
      throw node.broken("one-test-needed");
    }
    return new Condition(place, tests.getFirst());
  }

  private static Template template(FileNode node) throws Broken {
    return node.meaning(
        "bad-path",
        text -> {
          if (text.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty(); // a line break would make two header lines of one
          }
          var template = new Template(text);
          template.places();
          return Optional.of(template);
        });
  }

  private static Pattern pattern(FileNode node) throws Broken {
    return node.meaning("bad-pattern", text -> Optional.of(Pattern.compile(text)));
  }

  private static Duration duration(FileNode node) throws Broken {
    return node.meaning(
        "bad-duration", text -> Optional.of(Duration.parse(text)).filter(Duration::isPositive));
  }

  private static <E extends Enum<E>> E named(FileNode node, E[] values) throws Broken {
    return node.meaning(
        "unknown-value",
        text ->
            Arrays.stream(values)
                .filter(v -> v.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text))
                .findFirst());
  }
}
