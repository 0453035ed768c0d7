package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.MergeNotice;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What other programs changed in the open vault, until the person has seen it. Used on the JavaFX
/// thread only.
public final class MergedChanges {

  private final ReadOnlyObjectWrapper<MergeNotice> unseen =
      new ReadOnlyObjectWrapper<>(new MergeNotice(List.of()));

  MergedChanges() {}

  /// What is not seen yet.
  public ReadOnlyObjectProperty<MergeNotice> unseenProperty() {
    return unseen.getReadOnlyProperty();
  }

  /// Tells what came in from elsewhere, together with what is not seen yet.
  public void tell(MergeNotice notice) {
    unseen.set(
        new MergeNotice(
            Stream.concat(unseen.get().changes().stream(), notice.changes().stream()).toList()));
  }

  /// The person has seen it.
  public void dismiss() {
    unseen.set(new MergeNotice(List.of()));
  }
}
