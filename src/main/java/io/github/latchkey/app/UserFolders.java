package io.github.latchkey.app;

import java.nio.file.Path;
import net.harawata.appdirs.AppDirs;
import net.harawata.appdirs.AppDirsFactory;

/// Where this person's files are.
///
/// @param data the vault's folder unless another file is named
/// @param settings what the program remembers about itself
public record UserFolders(Path data, Path settings) {

  /// The folders that the operating system sets aside (XDG on Linux, Library on macOS, AppData on
  /// Windows).
  public static UserFolders ofThisSystem() {
    AppDirs system = AppDirsFactory.getInstance();
    return new UserFolders(
        Path.of(system.getUserDataDir("latchkey", null, null)),
        Path.of(system.getUserConfigDir("latchkey", null, null)));
  }

  /// The vault that is opened when none is named.
  public Path usualVault() {
    return data.resolve("vault.latchkey");
  }
}
