package io.github.latchkey.vault;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// The names of the files that lie beside a vault.
record VaultFolder(Path vault) {

  private static final HexFormat HEX = HexFormat.of();

  /// The folder.
  Path folder() {
    return vault.getParent();
  }

  /// A new name for a file that is being written: `.<name>.<16 hex>.tmp`.
  Path temporary() {
    return vault.resolveSibling(
        "." + vault.getFileName() + "." + HEX.formatHex(Randomness.bytes(8)) + ".tmp");
  }

  /// The name of a save's copy: `<name>.<generation>-<8 hex of its salt>.bak`.
  Path copy(VaultHeader header) {
    byte[] salt = Arrays.copyOf(Base64Url.decode(header.salt()), 4);
    return copy(header.generation(), HEX.formatHex(salt));
  }

  /// The name under which an unfinished temporary is kept: generation 0, which no save has, and
  /// eight digits of its own name.
  Path unfinished(Path temporary) {
    String name = temporary.getFileName().toString();
    int end = name.length() - ".tmp".length();
    return copy(0, name.substring(end - 8, end));
  }

  private Path copy(long generation, String hex) {
    return vault.resolveSibling(vault.getFileName() + "." + generation + "-" + hex + ".bak");
  }

  /// What a copy's name says about its generation.
  static long generation(Path copy) {
    String name = copy.getFileName().toString();
    int dash = name.lastIndexOf('-');
    return Long.parseLong(name.substring(name.lastIndexOf('.', dash) + 1, dash));
  }

  List<Path> copies() throws IOException {
    return matching(quoted() + "\\.[0-9]{1,16}-[0-9a-f]{8}\\.bak");
  }

  List<Path> temporaries() throws IOException {
    return matching("\\." + quoted() + "\\.[0-9a-f]{16}\\.tmp");
  }

  private String quoted() {
    return Pattern.quote(vault.getFileName().toString());
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
