package dev.ramal.kit.topics;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import net.jpountz.lz4.LZ4Factory;
import org.jboss.logging.Logger;

/**
 * Has Kafka's clients compress with native code. They take what {@link LZ4Factory#fastestInstance}
 * gives: unless the native code is loaded already, the one in Java where the library's classes are
 * not the system class loader's. In a packaged Quarkus application they never are, and Java takes
 * five times as long.
 */
@ApplicationScoped
class NativeCompression {
  private static final Logger LOG = Logger.getLogger(NativeCompression.class);

  void start(@Observes StartupEvent ignored) {
    load();
  }

  /**
   * Failure policy: without native code, on another processor or where no file may be written, all
   * works as before, only slower.
   *
   * @return whether it is there
   */
  static boolean load() {
    try {
      LZ4Factory.nativeInstance();
      return true;
    } catch (RuntimeException | LinkageError e) {
      LOG.infof("lz4 compresses in Java here, which takes longer: %s", e);
      return false;
    }
  }
}
