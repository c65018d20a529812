package dev.ramal.kit.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import net.jpountz.lz4.LZ4Factory;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Beneath a class loader of its own, as a packaged application is. */
class NativeCompressionTest {

  @Test
  void shouldBeWhatKafkaFindsBeneathAnyClassLoader() throws Exception {
    // Given
    try (URLClassLoader application = new OwnClasses()) {
      assertThat(fastest(application)).isEqualTo("LZ4JavaSafeCompressor");

      // When
      Method load =
          application.loadClass(NativeCompression.class.getName()).getDeclaredMethod("load");
      load.setAccessible(true);

      // Then
      assertThat(load.invoke(null)).isEqualTo(true);
      assertThat(fastest(application)).isEqualTo("LZ4JNICompressor");
    }
  }

  /** As Kafka asks. */
  private static String fastest(ClassLoader loader) throws Exception {
    Class<?> factory = loader.loadClass(LZ4Factory.class.getName());
    Object fastest = factory.getMethod("fastestInstance").invoke(null);
    return factory.getMethod("fastCompressor").invoke(fastest).toString();
  }

  /** Loads the class under test and lz4 anew, all else from above. */
  private static final class OwnClasses extends URLClassLoader {
    OwnClasses() throws Exception {
      super(
          List.of(place(NativeCompression.class), place(LZ4Factory.class)).toArray(URL[]::new),
          Logger.class.getClassLoader());
    }

    private static URL place(Class<?> type) throws Exception {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toUri()
          .toURL();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean own =
          name.startsWith("net.jpountz.") || name.equals(NativeCompression.class.getName());
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = own ? findLoadedClass(name) : super.loadClass(name, resolve);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
