package io.github.latchkey.platform;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonObject;
import java.util.List;

/// A part of a mould: a value, a hole for one, or an object of such parts.
sealed interface MouldPiece {

  /// The value with these in the holes.
  Json fill(Json[] values);

  /// A value that is always the same.
  record Fixed(Json value) implements MouldPiece {
    @Override
    public Json fill(Json[] values) {
      return value;
    }
  }

  /// The place of the value with this number.
  record Hole(int number) implements MouldPiece {
    @Override
    public Json fill(Json[] values) {
      return values[number];
    }
  }

  /// An object with a hole somewhere in it; a member without one is kept whole.
  final class Hollow implements MouldPiece {

    private final JsonMember[] members;
    private final MouldPiece[] pieces;

    private Hollow(JsonMember[] members, MouldPiece[] pieces) {
      this.members = members;
      this.pieces = pieces;
    }

    @Override
    public Json fill(Json[] values) {
      JsonMember[] filled = members.clone();
      for (int i = 0; i < filled.length; i++) {
        if (!(pieces[i] instanceof Fixed)) {
          filled[i] = new JsonMember(members[i].name(), pieces[i].fill(values));
        }
      }
      return new JsonObject(List.of(filled));
    }
  }

  /// The piece of an object whose members' values have these pieces.
  static MouldPiece object(JsonObject object, List<MouldPiece> pieces) {
    if (pieces.stream().allMatch(Fixed.class::isInstance)) {
      return new Fixed(object);
    }
    return new Hollow(
        object.members().toArray(JsonMember[]::new), pieces.toArray(MouldPiece[]::new));
  }
}
