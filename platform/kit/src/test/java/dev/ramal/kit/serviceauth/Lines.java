package dev.ramal.kit.serviceauth;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What is logged, as level and text. */
final class Lines {
  private Lines() {}

  /**
   * @param category empty for all
   * @return to be taken from the logger in the end
   */
  static Handler of(String category, List<String> lines) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(record.getLevel() + " " + ((ExtLogRecord) record).getFormattedMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    Logger.getLogger(category).addHandler(handler);
    return handler;
  }
}
