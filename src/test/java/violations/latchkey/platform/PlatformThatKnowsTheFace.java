package violations.latchkey.platform;

import violations.latchkey.app.AppThatKnowsItsFace;

/// A platform that looks up the stairs.
public class PlatformThatKnowsTheFace {
  AppThatKnowsItsFace app;
}
