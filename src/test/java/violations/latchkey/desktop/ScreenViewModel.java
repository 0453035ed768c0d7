package violations.latchkey.desktop;

import javafx.scene.control.Button;
import violations.latchkey.cli.CliThatDraws;

/// A view-model that holds a node; a window that knows the command line.
public class ScreenViewModel {
  Button button;
  CliThatDraws commandLine;
}
