package io.github.latchkey.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// The real disk, with a look at every step before it is made. Large writes are made in pieces, so
/// that there are steps within them.
final class SteppedDisk implements Disk {

  private static final int PIECE = 30_000;

  /// What happens before a step; it fails the step by throwing.
  @FunctionalInterface
  interface Step {
    void before(String operation, int number) throws IOException;
  }

  private final Disk real = new LocalDisk();
  private final boolean exchanging;
  private final Step step;
  private int steps;

  SteppedDisk(Step step) {
    this(true, step);
  }

  SteppedDisk(boolean exchanging, Step step) {
    this.exchanging = exchanging;
    this.step = step;
  }

  /// A file system that cannot swap names.
  static SteppedDisk withoutExchange(Step step) {
    return new SteppedDisk(false, step);
  }

  private void step(String operation) throws IOException {
    step.before(operation, steps++);
  }

  @Override
  public Sink create(Path file) throws IOException {
    step("create");
    return new SteppedSink(real.create(file));
  }

  @Override
  public boolean exchange(Path one, Path other) throws IOException {
    if (!exchanging) {
      return false;
    }
    step("exchange");
    return real.exchange(one, other);
  }

  @Override
  public void link(Path name, Path existing) throws IOException {
    step("link");
    real.link(name, existing);
  }

  @Override
  public void move(Path source, Path target) throws IOException {
    step("move");
    real.move(source, target);
  }

  @Override
  public void delete(Path file) throws IOException {
    step("delete");
    real.delete(file);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    step("forceFolder");
    real.forceFolder(folder);
  }

  private final class SteppedSink implements Sink {

    private final Sink sink;

    private SteppedSink(Sink sink) {
      this.sink = sink;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      step("write");
      ByteBuffer piece = bytes.slice(bytes.position(), Math.min(PIECE, bytes.remaining()));
      int count = sink.write(piece);
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public void force() throws IOException {
      step("force");
      sink.force();
    }

    @Override
    public boolean isOpen() {
      return sink.isOpen();
    }

    @Override
    public void close() throws IOException {
      sink.close();
    }
  }
}
