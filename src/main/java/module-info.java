/// Latchkey: an offline vault for meeting-platform keys, a token engine, a window and a command
/// line over both.
///
/// Exported is the token engine alone, with the value types that its signatures use.
module io.github.latchkey {
  requires atlantafx.base;
  requires com.auth0.jwt;
  requires com.fasterxml.jackson.core;
  requires com.nulabinc.zxcvbn;
  requires de.siegmar.fastcsv;
  requires info.picocli;
  requires javafx.controls;
  requires javafx.fxml;
  requires net.harawata.appdirs;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.freedesktop.dbus;
  requires org.kordamp.ikonli.feather;
  requires org.kordamp.ikonli.javafx;

  exports io.github.latchkey.engine;
  exports io.github.latchkey.engine.inspect;
  exports io.github.latchkey.engine.keys;
  exports io.github.latchkey.fault;
  exports io.github.latchkey.json;
  exports io.github.latchkey.secret;

  opens io.github.latchkey.cli to
      info.picocli;
  opens io.github.latchkey.desktop.control to
      javafx.fxml;
  opens io.github.latchkey.desktop.credentials to
      javafx.fxml;
  opens io.github.latchkey.desktop.frame to
      javafx.fxml;
  opens io.github.latchkey.desktop.health to
      javafx.fxml;
  opens io.github.latchkey.desktop.importing to
      javafx.fxml;
  opens io.github.latchkey.desktop.inspect to
      javafx.fxml;
  opens io.github.latchkey.desktop.recovery to
      javafx.fxml;
  opens io.github.latchkey.desktop.settings to
      javafx.fxml;
  opens io.github.latchkey.desktop.token to
      javafx.fxml;
  opens io.github.latchkey.desktop.unlock to
      javafx.fxml;
}
