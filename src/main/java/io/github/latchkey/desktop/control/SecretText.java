package io.github.latchkey.desktop.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;

/// A secret that a person must write down, drawn glyph by glyph: no String ever holds more than one
/// of its characters. A group ends at each hyphen.
public final class SecretText extends FlowPane {

  /// An empty text.
  public SecretText() {
    super(28, 8);
    getStyleClass().add("secret-text");
    setAccessibleRole(AccessibleRole.TEXT);
    setAlignment(Pos.CENTER);
  }

  /// Draws these characters; the array stays the caller's, who wipes it.
  public void show(char[] secret) {
    var groups = new ArrayList<Node>();
    var group = new HBox();
    for (char c : secret) {
      if (c == '-') {
        groups.add(group);
        group = new HBox();
      } else {
        group.getChildren().add(new Text(String.valueOf(c)));
      }
    }
    groups.add(group);
    getChildren().setAll(groups);
  }

  /// Draws nothing any more.
  public void clear() {
    getChildren().setAll(List.of());
  }
}
