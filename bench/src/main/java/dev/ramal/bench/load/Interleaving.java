package dev.ramal.bench.load;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The records of many subjects among each other, as carriers send them: the steps of one subject
 * lie apart, and now and then one overtakes the one before it.
 */
public final class Interleaving<T> implements Iterator<T> {
  /** How many records of others come between two of one subject, and how far each may stray. */
  private static final int APART = 150;

  private static final int STRAY = 180;

  private final Random random = new Random(7);
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final int subjects;
  private final int steps;
  private final Source<T> source;
  private int begun;

  public Interleaving(int subjects, int steps, Source<T> source) {
    this.subjects = subjects;
    this.steps = steps;
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    return begun < subjects || !due.isEmpty();
  }

  @Override
  public T next() {
    while (begun < subjects && (due.isEmpty() || due.peek().place() >= (long) begun * steps)) {
      begin(begun++);
    }
    Due next = due.poll();
    if (next == null) {
      throw new NoSuchElementException();
    }
    return source.of(next.subject(), next.step());
  }

  private void begin(int subject) {
    for (int step = 0; step < steps; step++) {
      long place = (long) subject * steps + step * APART + random.nextInt(STRAY);
      due.add(new Due(place, subject, step));
    }
  }

  /** Makes the record of a step of a subject, both counted from 0. */
  public interface Source<T> {
    T of(int subject, int step);
  }

  private record Due(long place, int subject, int step) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(place, other.place);
    }
  }
}
