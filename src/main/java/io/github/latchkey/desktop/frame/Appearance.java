package io.github.latchkey.desktop.frame;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.scene.Scene;

/// How the window looks: AtlantaFX's Primer with Latchkey's own sheets on top.
public final class Appearance {

  private Appearance() {}

  /// Dresses a scene, and every popup that it opens: those are windows of their own, which take a
  /// sheet of the program but none of another scene.
  public static void dress(Scene scene, ColorScheme scheme) {
    Theme primer = scheme == ColorScheme.DARK ? new PrimerDark() : new PrimerLight();
    Application.setUserAgentStylesheet(
        Objects.requireNonNull(primer.getClass().getResource(primer.getUserAgentStylesheet()))
            .toExternalForm());
    scene
        .getStylesheets()
        .setAll(sheet(scheme == ColorScheme.DARK ? "dark" : "light"), sheet("app"));
  }

  private static String sheet(String name) {
    return Objects.requireNonNull(Appearance.class.getResource("/css/" + name + ".css"), name)
        .toExternalForm();
  }
}
