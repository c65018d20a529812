package dev.ramal.billing.exports;

import java.io.ByteArrayOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file that is taken away in pieces while it is written. Not thread-safe. */
final class DrainedOutput implements OutputFile {
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private long taken;

  /** What was written since it was asked last. */
  byte[] take() {
    byte[] bytes = waiting.toByteArray();
    waiting.reset();
    taken += bytes.length;
    return bytes;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new PositionOutputStream() {
      @Override
      public long getPos() {
        return taken + waiting.size();
      }

      @Override
      public void write(int b) {
        waiting.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        waiting.write(bytes, offset, length);
      }
    };
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
