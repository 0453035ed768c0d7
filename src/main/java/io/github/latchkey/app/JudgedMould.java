package io.github.latchkey.app;

import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.json.Json;
import io.github.latchkey.platform.ClaimPath;
import io.github.latchkey.platform.Judgement;
import io.github.latchkey.platform.TokenDraft;
import io.github.latchkey.platform.TokenMould;
import io.github.latchkey.platform.TokenView;
import io.github.latchkey.platform.TokenWish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A mould whose tokens are judged beforehand in what they have in common; only what looks at a
/// claim that differs is asked again for each.
final class JudgedMould {

  private final TokenMould mould;
  private final Map<String, String> fields;

  /// All judgements in their order, those that are done replaced by what they said.
  private final List<Judgement> judgements;

  private final List<Judgement> open;
  private final List<Finding> findingsIfQuiet;

  private JudgedMould(
      TokenMould mould,
      Map<String, String> fields,
      List<Judgement> judgements,
      List<Judgement> open,
      List<Finding> findingsIfQuiet) {
    this.mould = mould;
    this.fields = fields;
    this.judgements = judgements;
    this.open = open;
    this.findingsIfQuiet = findingsIfQuiet;
  }

  /// The judged mould of [TokenMould#of], made from one token of those that it is for.
  static Optional<JudgedMould> of(
      Credential credential, TokenWish wish, List<ClaimPath> differing, Instant now) {
    return TokenMould.of(credential.platform(), wish, differing, now)
        .map(
            mould -> {
              TokenDraft one = mould.fill(differing.stream().map(wish.claims()::get).toList());
              var view = new TokenView(one.header(), one.payload(), credential.fields());
              return of(mould, view, DraftJudges.of(credential.platform(), one.start(), now));
            });
  }

  private static JudgedMould of(TokenMould mould, TokenView one, List<Judgement> all) {
    List<Judgement> judgements = new ArrayList<>();
    List<Judgement> open = new ArrayList<>();
    List<Judgement> done = new ArrayList<>();
    for (Judgement judgement : all) {
      if (judgement.places().stream().anyMatch(mould::differs)) {
        judgements.add(judgement);
        open.add(judgement);
      } else {
        List<Finding> said = List.copyOf(judgement.of(one));
        var known = new Judgement(List.of(), token -> said);
        judgements.add(known);
        done.add(known);
      }
    }
    return new JudgedMould(mould, one.fields(), judgements, open, DraftJudges.judge(done, one));
  }

  /// The token with these values, as [TokenMould#fill] makes it.
  TokenPreview fill(List<Json> values) {
    TokenDraft draft = mould.fill(values);
    return new TokenPreview(
        draft.header(), draft.payload(), draft.start(), draft.end(), findings(draft));
  }

  private List<Finding> findings(TokenDraft draft) {
    if (open.isEmpty()) {
      return findingsIfQuiet;
    }
    var view = new TokenView(draft.header(), draft.payload(), fields);
    for (Judgement judgement : open) {
      if (!judgement.of(view).isEmpty()) {
        return DraftJudges.judge(judgements, view);
      }
    }
    return findingsIfQuiet;
  }
}
