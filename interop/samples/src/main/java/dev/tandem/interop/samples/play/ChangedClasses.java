package dev.tandem.interop.samples.play;

import dev.tandem.interop.samples.catalogue.Catalogue;
import dev.tandem.samples.Sample;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** The classes of a changed sample, which go before those of the same names in the jar. */
final class ChangedClasses implements AutoCloseable {
  private final Path folder;
  private final Loader loader;

  ChangedClasses(Path folder) throws IOException {
    this.folder = folder;
    this.loader = new Loader(folder.toUri().toURL());
  }

  /** The sample itself, new, its options not set yet. */
  Sample create(Catalogue.Entry entry) {
    try {
      return (Sample) loader.loadClass(entry.type()).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the change leaves no " + entry.type() + " to play", e);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private final class Loader extends URLClassLoader {
    Loader(URL classes) {
      super(new URL[] {classes}, ChangedClasses.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        boolean changed = Files.exists(folder.resolve(name.replace('.', '/') + ".class"));
        var loaded = changed ? findLoadedClass(name) : null;
        if (loaded != null) {
          return loaded;
        }
        return changed ? findClass(name) : super.loadClass(name, resolve);
      }
    }
  }
}
