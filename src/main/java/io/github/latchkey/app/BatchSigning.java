package io.github.latchkey.app;

import io.github.latchkey.app.batch.BatchRow;
import io.github.latchkey.app.batch.BatchRows;
import io.github.latchkey.engine.TokenBatch;
import io.github.latchkey.engine.TokenBatch.Requests;
import io.github.latchkey.engine.TokenBatch.Sink;
import io.github.latchkey.engine.TokenSigner;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A credential made ready to sign many tokens, all at one moment. The vault is not needed any
/// more; what of the key lies on the heap goes with this object.
public final class BatchSigning implements AutoCloseable {

  private final BatchDrafts drafts;
  private final TokenSigner signer;
  private final boolean strict;

  BatchSigning(BatchDrafts drafts, TokenSigner signer, boolean strict) {
    this.drafts = drafts;
    this.signer = signer;
    this.strict = strict;
  }

  /// Signs a token for each row, in order, on so many threads; what the rows say goes before what
  /// the request says. A row that cannot be used gives a result with its fault. Returns how many
  /// results the sink took; what the sink throws ends the batch. The rows are closed by the thread
  /// that reads them.
  public long run(
      BatchRows rows, int threads, Sink<BatchRow, TokenPreview> sink, BooleanSupplier cancelled)
      throws IOException {
    return new TokenBatch<>(signer, this::draft, threads)
        .run(weighed(rows, drafts.commonClaims()), sink, cancelled);
  }

  /// The rows with what they have in common counted in each, as each token holds it.
  static Requests<BatchRow> weighed(BatchRows rows, List<ClaimInput> common) {
    long bytes = common.stream().mapToLong(ClaimInput::bytes).sum();
    return new Requests<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public BatchRow next() {
        return rows.next();
      }

      @Override
      public long bytes(BatchRow row) {
        return rows.bytes(row) + bytes;
      }

      @Override
      public void close() throws IOException {
        rows.close();
      }
    };
  }

  private TokenPreview draft(BatchRow row) throws AppException {
    TokenPreview preview = drafts.of(row);
    if (strict && !preview.isClean()) {
      throw new AppException(AppException.Kind.TOKEN_UNWISE, java.util.Map.of());
    }
    return preview;
  }

  @Override
  public void close() {
    signer.close();
  }
}
