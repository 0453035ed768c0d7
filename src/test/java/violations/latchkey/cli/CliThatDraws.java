package violations.latchkey.cli;

import atlantafx.base.theme.PrimerLight;
import javafx.scene.Node;
import violations.latchkey.desktop.ScreenViewModel;

/// A command line that loads JavaFX and knows the window.
public class CliThatDraws {
  Node node;
  PrimerLight theme;
  ScreenViewModel screen;
}
