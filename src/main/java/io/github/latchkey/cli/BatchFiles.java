package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.ClaimInput;
import io.github.latchkey.app.OwnerOnlyFile;
import io.github.latchkey.app.batch.BatchRows;
import io.github.latchkey.app.batch.CountedRows;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Opens what a batch reads and writes.
final class BatchFiles {

  private static final Path STANDARD = Path.of("-");

  private final BatchOptions options;
  private final Terminal terminal;

  BatchFiles(BatchOptions options, Terminal terminal) {
    this.options = options;
    this.terminal = terminal;
  }

  /// The rows; the caller closes them.
  BatchRows rows(List<ClaimInput> claims) throws AppException {
    if (options.rows.file.isEmpty()) {
      return new CountedRows(options.rows.count.orElseThrow(), claims);
    }
    Path file = options.rows.file.get();
    if (file.equals(STANDARD)) {
      return BatchRows.open(terminal.in(), file);
    }
    try {
      return BatchRows.open(Files.newInputStream(file), file);
    } catch (IOException trouble) {
      throw AppException.about(file, trouble);
    }
  }

  /// Whether the rows come from standard input.
  boolean readStandardInput() {
    return options.rows.file.filter(STANDARD::equals).isPresent();
  }

  /// Refuses what could not be written, before anything is read or anybody asked for a password.
  void requireOutput() throws AppException {
    if (options.output.isEmpty()) {
      return;
    }
    Path output = options.output.get();
    OwnerOnlyFile.requireFolder(output);
    try {
      if (options.rows.file.isPresent()
          && Files.exists(output)
          && Files.exists(options.rows.file.get())
          && Files.isSameFile(output, options.rows.file.get())) {
        throw new AppException(AppException.Kind.OUTPUT_IS_INPUT, Map.of("file", output));
      }
      if (Files.isDirectory(output)) {
        throw new AppException(AppException.Kind.FILE_IS_NONE, Map.of("file", output));
      }
      if (Files.isRegularFile(output) && !options.force) {
        throw new FileAlreadyExistsException(output.toString());
      }
    } catch (IOException trouble) {
      throw AppException.aboutWriting(output, trouble);
    }
  }

  /// The output; the caller closes it.
  OutputStream output() throws AppException {
    if (options.output.isEmpty()) {
      return standard();
    }
    try {
      return TokenFile.create(options.output.get(), options.force);
    } catch (IOException trouble) {
      throw AppException.aboutWriting(options.output.get(), trouble);
    }
  }

  /// Whether the output's name asks for JSON lines.
  boolean isJsonNamed() {
    String name = options.output.map(path -> path.getFileName().toString()).orElse("");
    return name.endsWith(".jsonl") || name.endsWith(".ndjson");
  }

  /// Standard output, which swallows what goes wrong, made to say so: nobody reads on.
  private OutputStream standard() {
    PrintStream standard = terminal.out();
    return new FilterOutputStream(standard) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        standard.write(bytes, offset, length);
        if (standard.checkError()) {
          throw new IOException("standard output is closed");
        }
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }
}
