package io.github.latchkey.app;

import io.github.latchkey.app.batch.BatchRow;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.json.Json;
import io.github.latchkey.platform.ClaimPath;
import io.github.latchkey.platform.ClaimType;
import io.github.latchkey.platform.TokenMould;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What would be signed for each row of a batch, all at one moment: the same as a request of its
/// own would give, and quicker, as rows that name the same claims are composed and judged once in
/// what they have in common. Safe for use by several threads.
final class BatchDrafts {

  /// Each shape costs memory; rows of further ones are composed one by one.
  private static final int MOST_SHAPES = 64;

  private final TokenRequest request;
  private final JwsAlgorithm algorithm;
  private final Instant now;
  private final Map<ClaimPath, ClaimType> types = new ConcurrentHashMap<>();
  private final Map<List<ClaimPath>, Optional<JudgedMould>> moulds = new ConcurrentHashMap<>();

  BatchDrafts(TokenRequest request, JwsAlgorithm algorithm, Instant now) {
    this.request = request;
    this.algorithm = algorithm;
    this.now = now;
  }

  /// What each row has besides its own claims.
  List<ClaimInput> commonClaims() {
    return request.claims();
  }

  /// What would be signed for this row.
  TokenPreview of(BatchRow row) throws AppException {
    if (row.problem().isPresent()) {
      throw row.problem().get();
    }
    List<ClaimPath> paths = new ArrayList<>(row.claims().size());
    List<Json> values = new ArrayList<>(row.claims().size());
    try {
      for (ClaimInput claim : row.claims()) {
        if (!TokenDrafting.isBlank(claim)) {
          paths.add(claim.path());
          values.add(TokenDrafting.value(claim, type(claim.path())));
        }
      }
    } catch (AppException toldTheGeneralWay) {
      return general(row); // which may have something else to tell first
    }
    boolean fits = values.stream().allMatch(TokenMould::fits);
    Optional<JudgedMould> mould = fits ? mould(paths, row) : Optional.empty();
    return mould.isPresent() ? mould.get().fill(values) : general(row);
  }

  /// As a single token is made.
  TokenPreview general(BatchRow row) throws AppException {
    return TokenDrafting.preview(request.with(row.claims()), algorithm, now);
  }

  private ClaimType type(ClaimPath path) {
    ClaimType known = types.get(path);
    if (known != null) {
      return known;
    }
    ClaimType type = TokenDrafting.type(request.credential().platform(), path);
    if (types.size() < MOST_SHAPES) {
      types.put(path, type);
    }
    return type;
  }

  private Optional<JudgedMould> mould(List<ClaimPath> paths, BatchRow row) throws AppException {
    Optional<JudgedMould> known = moulds.get(paths);
    if (known != null) {
      return known;
    }
    // A claim that stands twice in a row counts once, in its later place.
    boolean single = new HashSet<>(paths).size() == paths.size();
    if (!single || moulds.size() >= MOST_SHAPES) {
      return Optional.empty();
    }
    Optional<JudgedMould> made =
        JudgedMould.of(
            request.credential(),
            TokenDrafting.wish(request.with(row.claims()), algorithm),
            List.copyOf(paths),
            now);
    moulds.put(List.copyOf(paths), made);
    return made;
  }
}
