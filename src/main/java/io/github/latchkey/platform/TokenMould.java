package io.github.latchkey.platform;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.platform.MouldPiece.Hole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Many tokens composed once: header and payload with holes for the claims that differ.
///
/// It is made with the composer itself, from a wish that has a mark in place of each value that
/// differs; where a mark comes out again is a hole. So there is one place where it is decided what
/// goes where, and filling a hole decides nothing. Where a mark came out within another text, there
/// is no mould, and each token has to be composed.
public final class TokenMould {

  private final MouldPiece header;
  private final MouldPiece payload;
  private final List<Place> holes;
  private final int claims;
  private final int identifiers;
  private final TokenDraft cast;
  private final boolean endDiffers;

  private TokenMould(
      TokenDraft cast,
      MouldPiece header,
      MouldPiece payload,
      List<Place> holes,
      int claims,
      int identifiers) {
    this.cast = cast;
    this.header = header;
    this.payload = payload;
    this.holes = List.copyOf(holes);
    this.claims = claims;
    this.identifiers = identifiers;
    this.endDiffers = differs(new Place.Claim(ClaimPath.of("exp")));
  }

  /// A mould for all wishes that are this one but for the values of these claims, which have to be
  /// among its own. Empty where there is none.
  public static Optional<TokenMould> of(
      PlatformProfile profile, TokenWish wish, List<ClaimPath> differing, Instant now) {
    String mark = "\0" + UUID.randomUUID() + "-";
    List<JsonString> marks = new ArrayList<>();
    Map<ClaimPath, Json> marked = new LinkedHashMap<>(wish.claims());
    for (ClaimPath path : differing) {
      var hole = new JsonString(mark + marks.size());
      marks.add(hole);
      if (marked.replace(path, hole) == null) {
        throw new IllegalArgumentException("not a claim of this wish");
      }
    }
    List<String> identifiers = new ArrayList<>();
    TokenDraft cast =
        TokenComposer.compose(
            profile,
            new TokenWish(wish.algorithm(), wish.fields(), marked, wish.header(), wish.validity()),
            now,
            () -> {
              identifiers.add(mark + "id-" + identifiers.size());
              return identifiers.getLast();
            });
    var search = new Search(mark, marks, identifiers);
    Optional<MouldPiece> header = search.piece(cast.header(), List.of(), true);
    Optional<MouldPiece> payload = search.piece(cast.payload(), List.of(), false);
    return header.flatMap(
        first ->
            payload.map(
                second ->
                    new TokenMould(
                        cast, first, second, search.holes, marks.size(), identifiers.size())));
  }

  /// Looks for the marks in what was composed.
  private record Search(
      String mark, List<JsonString> marks, List<String> identifiers, List<Place> holes) {

    Search(String mark, List<JsonString> marks, List<String> identifiers) {
      this(mark, marks, identifiers, new ArrayList<>());
    }

    /// The piece that takes this value's place; empty where a mark is only a part of it.
    Optional<MouldPiece> piece(Json value, List<String> names, boolean inHeader) {
      Optional<Hole> hole = hole(value);
      if (hole.isPresent()) {
        holes.add(
            inHeader ? new Place.Header(names.getFirst()) : new Place.Claim(new ClaimPath(names)));
        return Optional.of(hole.get());
      }
      return switch (value) {
        case JsonObject object -> object(object, names, inHeader);
        case JsonString(var text) when text.contains(mark) -> Optional.empty();
        case JsonArray array when array.compact().contains(mark.substring(1)) -> Optional.empty();
        default -> Optional.of(new MouldPiece.Fixed(value));
      };
    }

    /// Only the mark itself will do for a claim: a text made of it would not keep another type.
    private Optional<Hole> hole(Json value) {
      for (int i = 0; i < marks.size(); i++) {
        if (marks.get(i) == value) {
          return Optional.of(new Hole(i));
        }
      }
      int id = value instanceof JsonString(var text) ? identifiers.indexOf(text) : -1;
      return id < 0 ? Optional.empty() : Optional.of(new Hole(marks.size() + id));
    }

    private Optional<MouldPiece> object(JsonObject object, List<String> names, boolean inHeader) {
      List<MouldPiece> pieces = new ArrayList<>();
      for (var member : object.members()) {
        List<String> path = new ArrayList<>(names);
        path.add(member.name());
        Optional<MouldPiece> piece = piece(member.value(), path, inHeader);
        if (piece.isEmpty()) {
          return Optional.empty();
        }
        pieces.add(piece.get());
      }
      return Optional.of(MouldPiece.object(object, pieces));
    }
  }

  /// Whether a claim's value fits into a hole: an object would open new places.
  public static boolean fits(Json value) {
    return !(value instanceof JsonObject);
  }

  /// Whether the value at this place may differ from token to token.
  public boolean differs(Place place) {
    return holes.stream().anyMatch(hole -> touch(hole, place));
  }

  private static boolean touch(Place hole, Place place) {
    return switch (hole) {
      case Place.Claim(var path) when place instanceof Place.Claim(var other) -> {
        int common = Math.min(path.names().size(), other.names().size());
        yield path.names().subList(0, common).equals(other.names().subList(0, common));
      }
      default -> hole.equals(place);
    };
  }

  /// What the composer would make of the wish with these values, in the order of the claims that
  /// differ; each has to fit.
  public TokenDraft fill(List<Json> values) {
    if (values.size() != claims) {
      throw new IllegalArgumentException("a value for each hole");
    }
    Json[] all = values.toArray(new Json[claims + identifiers]);
    for (int i = claims; i < all.length; i++) {
      all[i] = new JsonString(TokenComposer.newIdentifier());
    }
    var filled = (JsonObject) payload.fill(all);
    return new TokenDraft(
        (JsonObject) header.fill(all),
        filled,
        cast.start(),
        endDiffers ? TokenComposer.signedEnd(filled) : cast.end());
  }
}
