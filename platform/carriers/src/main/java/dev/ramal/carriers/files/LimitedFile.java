package dev.ramal.carriers.files;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.WriteStream;

/** A file that takes no more than so many bytes; the write beyond them fails and writes nothing. */
final class LimitedFile implements WriteStream<Buffer> {
  private final AsyncFile file;
  private final long most;
  private long bytes;

  LimitedFile(AsyncFile file, long most) {
    this.file = file;
    this.most = most;
  }

  @Override
  public Future<Void> write(Buffer data) {
    bytes += data.length();
    return bytes > most ? Future.failedFuture(new FetchFile.FileTooLarge(most)) : file.write(data);
  }

  @Override
  public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
    write(data).onComplete(handler);
  }

  @Override
  public void end(Handler<AsyncResult<Void>> handler) {
    file.end(handler);
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    file.exceptionHandler(handler);
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
    file.setWriteQueueMaxSize(size);
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return bytes <= most && file.writeQueueFull();
  }

  @Override
  public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
    file.drainHandler(handler);
    return this;
  }
}
