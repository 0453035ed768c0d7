package io.github.latchkey.app;

import static io.github.latchkey.engine.keys.KeyKind.EC_PRIVATE;
import static io.github.latchkey.engine.keys.KeyKind.EC_PUBLIC;
import static io.github.latchkey.engine.keys.KeyKind.ED25519_PRIVATE;
import static io.github.latchkey.engine.keys.KeyKind.ED25519_PUBLIC;
import static io.github.latchkey.engine.keys.KeyKind.HMAC_SECRET;
import static io.github.latchkey.engine.keys.KeyKind.RSA_PRIVATE;
import static io.github.latchkey.engine.keys.KeyKind.RSA_PUBLIC;

import io.github.latchkey.engine.keys.KeyKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One shelf of the key corpus: makes files with other programs, and says of each what is to come
/// of it.
abstract class KeyShelf {

  /// A file and what is to come of it.
  ///
  /// @param kind empty where nothing is known of the key
  /// @param oddities their ids in the order of the enum, with blanks between
  /// @param sentence what is said of the problem; empty where there is none
  record Row(
      String name,
      byte[] content,
      Optional<String> passphrase,
      String verdict,
      Optional<KeyKind> kind,
      String container,
      String oddities,
      String problem,
      String sentence) {}

  /// The pair of kinds of a source key.
  record Kinds(KeyKind privateKind, KeyKind publicKind) {}

  static final Map<String, Kinds> SOURCES =
      new TreeMap<>(
          Map.of(
              "rsa", new Kinds(RSA_PRIVATE, RSA_PUBLIC),
              "p256", new Kinds(EC_PRIVATE, EC_PUBLIC),
              "p384", new Kinds(EC_PRIVATE, EC_PUBLIC),
              "p521", new Kinds(EC_PRIVATE, EC_PUBLIC),
              "ed25519", new Kinds(ED25519_PRIVATE, ED25519_PUBLIC)));

  static final String RIGHT = "corréct-horse";

  final Path folder;
  final List<Row> rows;

  /// Works in this folder, in which [KeyCorpus] has made the sources, and adds to these rows.
  KeyShelf(Path folder, List<Row> rows) {
    this.folder = folder;
    this.rows = rows;
  }

  /// Makes the files and adds their rows.
  abstract void fill() throws IOException, InterruptedException;

  /// Runs a command in the folder; two blanks stand for an empty argument.
  final void run(String command) throws IOException, InterruptedException {
    List<String> arguments = Arrays.asList(command.replace("  ", " '' ").split(" "));
    arguments.replaceAll(word -> word.equals("''") ? "" : word);
    Process process =
        new ProcessBuilder(arguments)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    process.getOutputStream().close();
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + Files.readString(folder.resolve("log")));
    }
  }

  final byte[] made(String command) throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("out"));
    run(command + (command.startsWith("puttygen") ? " -o out" : " -out out"));
    return Files.readAllBytes(folder.resolve("out"));
  }

  final String text(String command) throws IOException, InterruptedException {
    return new String(made(command), StandardCharsets.UTF_8);
  }

  final void usable(String name, byte[] content, KeyKind kind, String container, String oddities) {
    String verdict = kind.isPrivate() || kind == HMAC_SECRET ? "usable" : "public";
    rows.add(
        new Row(
            name,
            content,
            Optional.empty(),
            verdict,
            Optional.of(kind),
            container,
            oddities,
            "",
            ""));
  }

  final void usable(
      String name,
      byte[] content,
      String passphrase,
      KeyKind kind,
      String container,
      String oddities) {
    rows.add(
        new Row(
            name,
            content,
            Optional.of(passphrase),
            "usable",
            Optional.of(kind),
            container,
            oddities,
            "",
            ""));
  }

  final void refused(String name, byte[] content, String problem, String sentence) {
    refused(name, content, Optional.empty(), "", problem, sentence);
  }

  final void refused(
      String name,
      byte[] content,
      Optional<KeyKind> kind,
      String oddities,
      String problem,
      String sentence) {
    rows.add(
        new Row(name, content, Optional.empty(), "refused", kind, "", oddities, problem, sentence));
  }

  /// An encrypted file: opened, with a wrong passphrase, and with none.
  ///
  /// @param seen whether its public half is known before it is opened
  final void locked(
      String name, byte[] content, KeyKind kind, String container, String oddities, boolean seen) {
    Optional<KeyKind> known = seen ? Optional.of(kind) : Optional.empty();
    rows.add(
        new Row(
            name,
            content,
            Optional.of(RIGHT),
            "usable",
            Optional.of(kind),
            container,
            oddities,
            "",
            ""));
    rows.add(
        new Row(
            name + " (wrong)",
            content,
            Optional.of("battery staple"),
            "refused",
            known,
            "",
            oddities,
            "wrong-passphrase",
            "That passphrase does not open this key."));
    rows.add(
        new Row(
            name + " (none)",
            content,
            Optional.empty(),
            "refused",
            known,
            "",
            oddities,
            "passphrase-needed",
            "This key is encrypted."));
  }

  final byte[] output(String command) throws IOException, InterruptedException {
    run(command);
    return Files.readAllBytes(folder.resolve("log"));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
