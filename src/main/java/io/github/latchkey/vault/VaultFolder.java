package io.github.latchkey.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of the files that lie beside a vault.
record VaultFolder(Path vault) {

  private static final HexFormat HEX = HexFormat.of();

  /// So that the longest name beside the vault stays below the 255 bytes that file systems allow.
  private static final int LONGEST_STEM = 200;

  private static final int SHORTENED_STEM = 40;

  private static final Pattern COPY = Pattern.compile("(?s).*\\.([0-9]{1,16})-([0-9a-f]{8})\\.bak");

  /// The name with missing folders made (for the owner alone) and with the links of its folder, and
  /// its own, resolved.
  static Path made(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    if (Files.exists(absolute)) {
      return absolute.toRealPath();
    }
    Path folder = absolute.getParent();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, OwnerOnly.folder(folder));
    }
    return folder.toRealPath().resolve(absolute.getFileName());
  }

  /// The folder.
  Path folder() {
    return vault.getParent();
  }

  /// `<name>.lock`.
  Path lock() {
    return vault.resolveSibling(stem() + ".lock");
  }

  /// A new name for a file that is being written: `.<name>.<16 hex>.tmp`.
  Path temporary() {
    return vault.resolveSibling("." + stem() + "." + random(8) + ".tmp");
  }

  /// The name of a save's copy: `<name>.<generation>-<8 hex of its salt>.bak`.
  Path copy(VaultHeader header) {
    return copy(header.generation(), saltDigits(header.salt()));
  }

  /// The name under which an unfinished temporary is kept: generation 0, which no save has, and
  /// eight digits of its own name.
  Path unfinished(Path temporary) {
    String name = temporary.getFileName().toString();
    int end = name.length() - ".tmp".length();
    return copy(0, name.substring(end - 8, end));
  }

  /// A new name for what lay in the vault's place and was no whole vault: `<name>.damaged-<8
  /// hex>.bak` or `<name>.foreign-<8 hex>.bak`. Nothing deletes it.
  Path aside(VaultException why) {
    String word = why.kind() == VaultException.Kind.VAULT_DAMAGED ? "damaged" : "foreign";
    return vault.resolveSibling(stem() + "." + word + "-" + random(4) + ".bak");
  }

  /// The name of a copy that tells no salt, for one that gets its own in a moment.
  Path copyOfAnyName(long generation) {
    return copy(generation, random(4));
  }

  private Path copy(long generation, String digits) {
    return vault.resolveSibling(stem() + "." + generation + "-" + digits + ".bak");
  }

  /// The eight digits by which a copy's name tells its salt.
  static String saltDigits(String salt) {
    return HEX.formatHex(Arrays.copyOf(Base64Url.decode(salt), 4));
  }

  /// What a name says about its generation; 0 where it says nothing.
  static long generation(Path copy) {
    Matcher name = COPY.matcher(copy.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : 0;
  }

  /// What a copy's name says about its salt; empty where it says nothing.
  static String saltDigits(Path copy) {
    Matcher name = COPY.matcher(copy.getFileName().toString());
    return name.matches() ? name.group(2) : "";
  }

  List<Path> copies() throws IOException {
    return matching(quoted() + "\\.[0-9]{1,16}-[0-9a-f]{8}\\.bak");
  }

  List<Path> setAside() throws IOException {
    return matching(quoted() + "\\.(damaged|foreign)-[0-9a-f]{8}\\.bak");
  }

  List<Path> temporaries() throws IOException {
    return matching("\\." + quoted() + "\\.[0-9a-f]{16}\\.tmp");
  }

  /// The vault's own name, shortened with a hash where the names beside it would grow too long.
  private String stem() {
    String name = vault.getFileName().toString();
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LONGEST_STEM) {
      return name;
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      int end =
          name.offsetByCodePoints(
              0, Math.min(SHORTENED_STEM, name.codePointCount(0, name.length())));
      return name.substring(0, end) + "~" + HEX.formatHex(Arrays.copyOf(hash, 8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static String random(int bytes) {
    return HEX.formatHex(Randomness.bytes(bytes));
  }

  /// What is being written to be a copy.
  List<Path> temporariesOfCopies() throws IOException {
    return matching("\\." + quoted() + "\\.[0-9]{1,16}-[0-9a-f]{8}\\.bak\\.[0-9a-f]{16}\\.tmp");
  }

  private String quoted() {
    return Pattern.quote(stem());
  }

  private List<Path> matching(String expression) throws IOException {
    Pattern pattern = Pattern.compile(expression);
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder())) {
      for (Path file : files) {
        if (pattern.matcher(file.getFileName().toString()).matches()
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          found.add(file);
        }
      }
    } catch (DirectoryIteratorException trouble) {
      throw trouble.getCause();
    }
    return found;
  }
}
