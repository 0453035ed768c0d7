package io.github.latchkey.desktop.token;

import io.github.latchkey.app.TokenPreview;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.PreviewLine;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Header and payload as lines: the header compact, the payload one claim to a line, and what a
/// time means beside it.
final class PreviewText {

  private static final List<String> TIMES = List.of("iat", "nbf", "exp");
  private static final long LAST = 253_402_300_799L;

  private final Wording wording;
  private final Instant now;
  private final List<PreviewLine> lines = new ArrayList<>();

  private PreviewText(Wording wording, Instant now) {
    this.wording = wording;
    this.now = now;
  }

  static List<PreviewLine> of(TokenPreview preview, Wording wording, Instant now) {
    var text = new PreviewText(wording, now);
    text.lines.add(new PreviewLine(true, preview.header().compact(), ""));
    text.write("", preview.payload(), "", "");
    return List.copyOf(text.lines);
  }

  private void write(String lead, JsonObject object, String indent, String tail) {
    lines.add(new PreviewLine(false, indent + lead + "{", ""));
    List<JsonMember> members = object.members();
    for (int i = 0; i < members.size(); i++) {
      JsonMember member = members.get(i);
      String comma = i + 1 < members.size() ? "," : "";
      String name = "\"" + Wording.visible(member.name()) + "\": ";
      String deeper = indent + "  ";
      if (member.value() instanceof JsonObject inner && !inner.members().isEmpty()) {
        write(name, inner, deeper, comma);
      } else {
        String value = Wording.visible(member.value().compact());
        boolean top = indent.isEmpty();
        lines.add(new PreviewLine(false, deeper + name + value + comma, top ? note(member) : ""));
      }
    }
    lines.add(new PreviewLine(false, indent + "}" + tail, ""));
  }

  private String note(JsonMember member) {
    return TIMES.contains(member.name()) ? moment(member.value()) : "";
  }

  private String moment(Json value) {
    if (!(value instanceof JsonNumber number)
        || number.wholeValue().isEmpty()
        || number.wholeValue().getAsLong() < 0
        || number.wholeValue().getAsLong() > LAST) {
      return "";
    }
    Instant moment = Instant.ofEpochSecond(number.wholeValue().getAsLong());
    String relative = wording.relative(moment, now);
    boolean isNow = Math.abs(moment.getEpochSecond() - now.getEpochSecond()) < 1;
    return isNow ? relative : relative + " · " + wording.timeOfDay(moment);
  }
}
