package io.github.latchkey.desktop;

import static java.util.Map.entry;

import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.credentials.CredentialFormController;
import io.github.latchkey.desktop.credentials.CredentialsController;
import io.github.latchkey.desktop.credentials.CredentialsViewModel;
import io.github.latchkey.desktop.credentials.EditController;
import io.github.latchkey.desktop.credentials.EditViewModel;
import io.github.latchkey.desktop.credentials.ExportController;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.FrameController;
import io.github.latchkey.desktop.frame.FrameViewModel;
import io.github.latchkey.desktop.frame.Views;
import io.github.latchkey.desktop.frame.Window;
import io.github.latchkey.desktop.health.HealthController;
import io.github.latchkey.desktop.health.HealthViewModel;
import io.github.latchkey.desktop.importing.ImportingController;
import io.github.latchkey.desktop.importing.ImportingViewModel;
import io.github.latchkey.desktop.inspect.InspectController;
import io.github.latchkey.desktop.inspect.InspectViewModel;
import io.github.latchkey.desktop.recovery.RecoveryController;
import io.github.latchkey.desktop.recovery.RecoveryViewModel;
import io.github.latchkey.desktop.recovery.SheetPrinter;
import io.github.latchkey.desktop.settings.AccessController;
import io.github.latchkey.desktop.settings.AccessViewModel;
import io.github.latchkey.desktop.settings.CopiesController;
import io.github.latchkey.desktop.settings.CopiesViewModel;
import io.github.latchkey.desktop.settings.EarlierCopiesController;
import io.github.latchkey.desktop.settings.EarlierCopiesViewModel;
import io.github.latchkey.desktop.settings.SettingsController;
import io.github.latchkey.desktop.settings.SettingsViewModel;
import io.github.latchkey.desktop.token.CreationViewModel;
import io.github.latchkey.desktop.token.TokenController;
import io.github.latchkey.desktop.token.TokenViewModel;
import io.github.latchkey.desktop.unlock.MergingController;
import io.github.latchkey.desktop.unlock.MergingViewModel;
import io.github.latchkey.desktop.unlock.NewVaultController;
import io.github.latchkey.desktop.unlock.NewVaultViewModel;
import io.github.latchkey.desktop.unlock.RekeyedController;
import io.github.latchkey.desktop.unlock.RekeyedViewModel;
import io.github.latchkey.desktop.unlock.UnlockController;
import io.github.latchkey.desktop.unlock.UnlockEntryController;
import io.github.latchkey.desktop.unlock.UnlockViewModel;
import java.util.Map;
import java.util.function.Supplier;

/// The window's composition: one view-model of each kind, and the controllers that show them.
public final class Screens {

  private final Desk desk;
  private final FrameViewModel frame;
  private final UnlockViewModel unlock;
  private final MergingViewModel merging;
  private final RecoveryViewModel recovery;
  private final NewVaultViewModel newVault;
  private final EditViewModel edit;
  private final CredentialsViewModel credentials;
  private final ImportingViewModel importing;
  private final TokenViewModel token;
  private final InspectViewModel inspect;
  private final CreationViewModel creation;
  private final AccessViewModel access;
  private final CopiesViewModel copies;
  private final EarlierCopiesViewModel earlier;
  private final Views views;

  /// The screens of a desk without a printer.
  public Screens(Desk desk) {
    this(desk, SheetPrinter.none());
  }

  /// Builds the view-models of this desk and starts it where a person begins.
  public Screens(Desk desk, SheetPrinter printer) {
    this.desk = desk;
    Wording wording = desk.wording();
    frame = new FrameViewModel(desk);
    unlock = new UnlockViewModel(desk);
    var rekeyed = new RekeyedViewModel(desk);
    merging = new MergingViewModel(desk);
    recovery = new RecoveryViewModel(desk, printer);
    newVault = new NewVaultViewModel(desk, recovery);
    edit = new EditViewModel(desk);
    importing = new ImportingViewModel(desk);
    credentials = new CredentialsViewModel(desk, edit, importing::replaceKeyOf);
    var health = new HealthViewModel(desk, credentials);
    frame.count(health.findingsProperty().map(HealthViewModel::count));
    token = new TokenViewModel(desk);
    creation = new CreationViewModel(desk, token);
    inspect = new InspectViewModel(desk);
    var settings = new SettingsViewModel(desk);
    access = new AccessViewModel(desk, recovery);
    copies = new CopiesViewModel(desk);
    earlier = new EarlierCopiesViewModel(desk);
    Map<Class<?>, Supplier<Object>> controllers =
        Map.ofEntries(
            entry(FrameController.class, () -> new FrameController(desk, frame, views())),
            entry(UnlockController.class, () -> new UnlockController(unlock, wording)),
            entry(NewVaultController.class, () -> new NewVaultController(newVault)),
            entry(RecoveryController.class, () -> new RecoveryController(recovery, wording)),
            entry(CredentialsController.class, () -> new CredentialsController(credentials)),
            entry(CredentialFormController.class, CredentialFormController::new),
            entry(
                ExportController.class, () -> new ExportController(credentials.export(), wording)),
            entry(UnlockEntryController.class, UnlockEntryController::new),
            entry(RekeyedController.class, () -> new RekeyedController(rekeyed, wording)),
            entry(MergingController.class, () -> new MergingController(merging, wording)),
            entry(EditController.class, () -> new EditController(edit, wording)),
            entry(ImportingController.class, () -> new ImportingController(importing, wording)),
            entry(TokenController.class, () -> new TokenController(token, creation, wording)),
            entry(InspectController.class, () -> new InspectController(inspect, wording)),
            entry(HealthController.class, () -> new HealthController(health)),
            entry(AccessController.class, () -> new AccessController(access, wording)),
            entry(
                EarlierCopiesController.class, () -> new EarlierCopiesController(earlier, wording)),
            entry(CopiesController.class, () -> new CopiesController(copies)),
            entry(SettingsController.class, () -> new SettingsController(settings)));
    views = new Views(wording.bundle(), type -> controllers.get(type).get());
    desk.go(UnlockViewModel.first(desk));
  }

  /// The loader of this window's views.
  public Views views() {
    return views;
  }

  EditViewModel edit() {
    return edit;
  }

  CredentialsViewModel credentials() {
    return credentials;
  }

  AccessViewModel access() {
    return access;
  }

  CopiesViewModel copies() {
    return copies;
  }

  EarlierCopiesViewModel earlier() {
    return earlier;
  }

  UnlockViewModel unlock() {
    return unlock;
  }

  MergingViewModel merging() {
    return merging;
  }

  NewVaultViewModel newVault() {
    return newVault;
  }

  RecoveryViewModel recovery() {
    return recovery;
  }

  ImportingViewModel importing() {
    return importing;
  }

  TokenViewModel token() {
    return token;
  }

  InspectViewModel inspect() {
    return inspect;
  }

  FrameViewModel frame() {
    return frame;
  }

  CreationViewModel creation() {
    return creation;
  }

  /// The window's content in this size.
  public Window window(double width, double height) {
    return new Window(desk, frame, views, width, height);
  }
}
