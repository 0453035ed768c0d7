package io.github.latchkey.desktop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.Fx;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ForgetfulFieldTest {

  @BeforeAll
  static void start() {
    Fx.start();
  }

  @Test
  void whatWasErasedByHandCanBeUndoneUntilTheScreenIsLeft() throws Exception {
    Fx.run(
        () -> {
          for (TextInputControl field : List.of(new ForgetfulField(), new ForgetfulArea())) {
            var root = new StackPane(field);
            new Scene(root, 400, 100);
            field.appendText("ask marguerite");
            field.selectAll();
            field.replaceSelection("");
            field.undo();
            assertEquals("ask marguerite", field.getText());
            field.selectAll();
            field.replaceSelection("");
            assertTrue(field.isUndoable());
            root.getChildren().clear();
            assertFalse(field.isUndoable());
            assertFalse(field.isRedoable());
            root.getChildren().setAll(field);
            field.undo();
            assertEquals("", field.getText());
          }
        });
  }

  @Test
  void whatStandsInItStays() throws Exception {
    Fx.run(
        () -> {
          var field = new ForgetfulField();
          var root = new StackPane(field);
          new Scene(root, 400, 100);
          field.setText("kept");
          root.getChildren().clear();
          assertEquals("kept", field.getText());
        });
  }
}
