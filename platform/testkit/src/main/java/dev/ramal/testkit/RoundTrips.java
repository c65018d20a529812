package dev.ramal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Watches the transactions of a pool of the Postgres client: which of their statements travel
 * together. Each trip begins with the first statement that was sent after an answer of the trip
 * before: so many times the one who waits for the transaction waits for Postgres, whatever the
 * machine.
 */
public final class RoundTrips {
  private final List<Trips> watched = new CopyOnWriteArrayList<>();
  private final AtomicReference<Loss> loss = new AtomicReference<>();

  /**
   * @param sent part of a statement of the transaction
   */
  private record Loss(String sent, Throwable instead) {}

  /** The same pool, watched. */
  public <P> P watch(Class<P> type, P pool) {
    return type.cast(proxy(pool, null, null));
  }

  /**
   * The next transaction that sends such a statement is committed, and nobody hears of it: who
   * waits for the commit fails with this instead.
   */
  public void loseCommit(String partOfStatement, Throwable instead) {
    loss.set(new Loss(partOfStatement, instead));
  }

  /** Whether nobody waits to lose a commit any more. */
  public boolean hasLostCommit() {
    return loss.get() == null;
  }

  /** The trips of the one transaction that sent such a statement, each as its statements. */
  public List<List<String>> of(String partOfStatement) {
    List<List<List<String>>> found = all(partOfStatement);
    assertThat(found).as("transactions that sent " + partOfStatement).hasSize(1);
    return found.get(0);
  }

  /** The same of all transactions that sent such a statement. */
  public List<List<List<String>>> all(String partOfStatement) {
    return watched.stream()
        .map(Trips::taken)
        .filter(
            taken ->
                taken.stream().flatMap(List::stream).anyMatch(sql -> sql.contains(partOfStatement)))
        .toList();
  }

  private Object proxy(Object target, Trips trips, String sql) {
    return Proxy.newProxyInstance(
        target.getClass().getClassLoader(),
        interfaces(target.getClass()),
        (self, method, arguments) -> call(target, method, arguments, trips, sql));
  }

  private Object call(Object target, Method method, Object[] arguments, Trips trips, String sql)
      throws Throwable {
    int last = arguments == null ? -1 : arguments.length - 1;
    switch (method.getName()) {
      case "getConnection" -> arguments[last] = connected(arguments[last]);
      case "execute" -> arguments[last] = answered(arguments[last], trips, trips.send(sql), sql);
      default -> {}
    }
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    return switch (method.getName()) {
      case "query", "preparedQuery" -> proxy(result, trips, (String) arguments[0]);
      default -> result;
    };
  }

  /** Whoever gets a connection has it for one transaction. */
  @SuppressWarnings("unchecked")
  private Handler<AsyncResult<Object>> connected(Object handler) {
    return result -> {
      Trips trips = new Trips();
      watched.add(trips);
      ((Handler<AsyncResult<Object>>) handler)
          .handle(result.map(connection -> proxy(connection, trips, null)));
    };
  }

  @SuppressWarnings("unchecked")
  private Handler<AsyncResult<Object>> answered(Object handler, Trips trips, int trip, String sql) {
    return result -> {
      trips.back(trip);
      ((Handler<AsyncResult<Object>>) handler)
          .handle(isLost(trips, sql) ? Future.failedFuture(lost()) : result);
    };
  }

  private boolean isLost(Trips trips, String sql) {
    Loss wanted = loss.get();
    return wanted != null && sql.equals("commit") && trips.hasSent(wanted.sent());
  }

  private Throwable lost() {
    return loss.getAndSet(null).instead();
  }

  private static Class<?>[] interfaces(Class<?> type) {
    Set<Class<?>> found = new LinkedHashSet<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Class<?> implemented : each.getInterfaces()) {
        if (Modifier.isPublic(implemented.getModifiers())) {
          found.add(implemented);
        }
      }
    }
    return found.toArray(Class<?>[]::new);
  }

  /** Of one transaction. */
  private static final class Trips {
    private final List<List<String>> sent = new ArrayList<>();
    private int back;

    synchronized int send(String sql) {
      if (sent.size() == back) {
        sent.add(new ArrayList<>());
      }
      sent.get(back).add(sql.strip());
      return back;
    }

    synchronized void back(int trip) {
      back = Math.max(back, trip + 1);
    }

    synchronized boolean hasSent(String partOfStatement) {
      return sent.stream().flatMap(List::stream).anyMatch(sql -> sql.contains(partOfStatement));
    }

    synchronized List<List<String>> taken() {
      return sent.stream().map(List::copyOf).toList();
    }
  }
}
