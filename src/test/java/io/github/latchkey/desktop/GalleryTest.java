package io.github.latchkey.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.desktop.frame.Appearance;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.frame.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.application.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every screen as a picture, in both looks and two sizes, to be laid beside the sketches.
class GalleryTest {

  @TempDir Path folder;

  @Test
  void everyScreenDrawsInBothLooksAndSizes() throws Exception {
    Fx.run(() -> {});
    var test = new TestDesk(folder).withVault();
    int pictures = Fx.call(() -> new Gallery(test).all());
    assertEquals(0, pictures % 4);
  }

  private static final class Gallery {
    private final TestDesk test;
    private final Screens screens;
    private int pictures;

    Gallery(TestDesk test) {
      this.test = test;
      screens = new Screens(test.desk);
    }

    int all() throws Exception {
      test.desk.go(View.CREDENTIALS);
      take("empty");
      test.withClan("clan-prod", "production")
          .withClan("clan-staging", "staging")
          .with("jio-demo", "staging", "jiomeet-one-step", Map.of("app", "app-id-1", "iss", "jiomeet-demo"), test.secretFile())
          .with("jio-events", "production", "jiomeet-two-step", Map.of("app", "app-id-2", "iss", "jiomeet-events"), test.keyFile("rsa2048.pkcs8.pem"));
      take("credentials");
      test.desk.go(View.TOKEN);
      take("create");
      test.desk.go(View.INSPECT);
      take("inspect");
      test.desk.go(View.SETTINGS);
      take("settings");
      test.desk.drop(List.of(test.keyFile("rsa2048.pkcs8.pem"), test.keyFile("rsa2048.spki.pem"), test.keyFile("certificate.pem")));
      take("import");
      test.desk.lock();
      take("unlock");
      test.desk.go(View.NEWVAULT);
      take("newvault");
      return pictures;
    }

    private void take(String name) throws Exception {
      for (int[] size : new int[][] {{1240, 800}, {900, 600}}) {
        Window window = screens.window(size[0], size[1]);
        for (ColorScheme scheme : ColorScheme.values()) {
          Appearance.dress(window.scene(), scheme);
          String suffix = size[0] == 1240 ? "" : "-900";
          Picture.save(
              window.scene().snapshot(null), name + suffix + "-" + scheme.name().toLowerCase());
          pictures++;
        }
      }
    }
  }
}
