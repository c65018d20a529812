package dev.ramal.sandbox.entry;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.function.IntSupplier;

/**
 * One program behind the entry: what is asked below a prefix is passed on as it comes and goes.
 *
 * @param prefix taken off the path; empty where the program knows the path as people do
 * @param name for whoever reads that it does not answer
 * @param answered counts what it answers
 */
record Behind(String prefix, String name, Answered answered) implements ProxyInterceptor {
  /**
   * @param port asked for each request: where there are several processes, they take turns
   */
  static Handler<HttpServerRequest> proxy(
      HttpClient client, IntSupplier port, String prefix, String name, Answered answered) {
    Behind behind = new Behind(prefix, name, answered);
    HttpProxy requests =
        HttpProxy.reverseProxy(client)
            .originSelector(
                request ->
                    Future.succeededFuture(
                        SocketAddress.inetSocketAddress(port.getAsInt(), "localhost")))
            .addInterceptor(behind);
    PassHandshake handshakes = new PassHandshake(client, port, behind);
    return request -> {
      if (PassHandshake.isOne(request)) {
        handshakes.pass(request);
      } else {
        requests.handle(request);
      }
    };
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    ProxyRequest request = context.request();
    String path = request.proxiedRequest().path();
    request.setURI(below(request.getURI()));
    String method = request.proxiedRequest().method().name();
    return context
        .sendRequest()
        .recover(failure -> Future.succeededFuture(away(request, path)))
        .onSuccess(answer -> answered.note(name, method, path, answer.getStatusCode()));
  }

  /** Path and query as the program knows them. */
  String below(String address) {
    return address.substring(prefix.length());
  }

  /** Says that the program is away. */
  Refusal away() {
    return Refusal.of(502, "No answer from behind the entry")
        .saying("%s does not answer; ./ramal status tells what runs", name);
  }

  private ProxyResponse away(ProxyRequest request, String path) {
    Refusal refusal = away();
    return request
        .release()
        .response()
        .setStatusCode(refusal.status())
        .putHeader("Content-Type", Refusal.MEDIA_TYPE)
        .setBody(Body.body(refusal.body(path)));
  }
}
