package violations.latchkey.keyring;

import violations.latchkey.app.AppThatKnowsItsFace;

/// Breaks: the keyring knows the vault alone.
final class KeyringThatKnowsTheApp {

  AppThatKnowsItsFace app;
}
