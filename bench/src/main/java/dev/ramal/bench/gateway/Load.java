package dev.ramal.bench.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Some connections that each send the next request when the last one is answered. One event loop
 * does it all, so nothing here is shared between threads.
 */
final class Load {
  private static final int BUCKET_MICROS = 10;
  private static final int BUCKETS = 200_000;
  private static final byte[] TAKEN = "HTTP/1.1 204".getBytes(StandardCharsets.US_ASCII);

  private final Vertx vertx;
  private final List<Buffer> requests;
  private final long[] histogram = new long[BUCKETS];
  private final Promise<Measurement> done = Promise.promise();
  private int next;
  private boolean counting;
  private long counted;
  private long answered;
  private long begunNanos;

  Load(Vertx vertx, List<Buffer> requests) {
    this.vertx = vertx;
    this.requests = requests;
  }

  /** Counts for a while after a second of warming up; fails when anything but 204 is answered. */
  Future<Measurement> run(int port, int connections, long millis) {
    NetClient client = vertx.createNetClient();
    for (int i = 0; i < connections; i++) {
      client
          .connect(port, "localhost")
          .onSuccess(socket -> new Caller(socket).call())
          .onFailure(done::tryFail);
    }
    vertx.setTimer(
        1000,
        warm -> {
          begunNanos = System.nanoTime();
          counting = true;
          vertx.setTimer(millis, over -> finish());
        });
    return done.future().onComplete(ignored -> client.close());
  }

  private void finish() {
    double seconds = (System.nanoTime() - begunNanos) / 1e9;
    counting = false;
    done.tryComplete(
        new Measurement(
            counted / seconds, percentile(0.50), percentile(0.95), percentile(0.99), answered));
  }

  private long percentile(double share) {
    long wanted = (long) Math.ceil(counted * share);
    long seen = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      seen += histogram[bucket];
      if (seen >= wanted) {
        return (long) (bucket + 1) * BUCKET_MICROS;
      }
    }
    return (long) BUCKETS * BUCKET_MICROS;
  }

  /** One connection. */
  private final class Caller {
    private final NetSocket socket;
    private long sentNanos;
    private int matchedEnd;
    private int matchedStart;

    Caller(NetSocket socket) {
      this.socket = socket;
      socket.handler(this::read);
      socket.exceptionHandler(done::tryFail);
    }

    void call() {
      matchedEnd = 0;
      matchedStart = 0;
      sentNanos = System.nanoTime();
      socket.write(requests.get(next));
      next = next + 1 == requests.size() ? 0 : next + 1;
    }

    private void read(Buffer chunk) {
      for (int i = 0; i < chunk.length(); i++) {
        byte b = chunk.getByte(i);
        if (matchedStart < TAKEN.length && b != TAKEN[matchedStart++]) {
          done.tryFail("not taken: " + chunk.getString(0, Math.min(chunk.length(), 400)));
          return;
        }
        boolean expected = b == (matchedEnd % 2 == 0 ? '\r' : '\n');
        matchedEnd = expected ? matchedEnd + 1 : b == '\r' ? 1 : 0;
        if (matchedEnd == 4) {
          answered();
          return;
        }
      }
    }

    private void answered() {
      answered++;
      if (counting) {
        long micros = (System.nanoTime() - sentNanos) / 1000;
        histogram[(int) Math.min(micros / BUCKET_MICROS, BUCKETS - 1)]++;
        counted++;
      }
      if (done.future().isComplete()) {
        socket.close();
      } else {
        call();
      }
    }
  }
}
