package sleeper.core.testing.steps;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;

/**
 * A port whose calls are steps: {@code before NAME.METHOD} and {@code after NAME.METHOD}. Files
 * that it writes are called {@code parquet}, {@code sketches} or {@code snapshot}; those that it
 * opens {@code file}.
 */
public final class WatchedPort implements InvocationHandler {

  private final Object target;
  private final String name;
  private final Steps steps;

  private WatchedPort(Object target, String name, Steps steps) {
    this.target = target;
    this.name = name;
    this.steps = steps;
  }

  /**
   * A port that is watched.
   *
   * @param target does what it is asked for
   * @param name what its steps begin with
   */
  public static <T> T of(Class<T> port, T target, String name, Steps steps) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(), new Class<?>[] {port}, new WatchedPort(target, name, steps));
    return port.cast(proxy);
  }

  private static String kindOf(String key) {
    if (key.endsWith(".arrow")) {
      return "snapshot";
    }
    return key.endsWith(".sketches") ? "sketches" : "parquet";
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    String call = name + "." + method.getName();
    steps.pass("before " + call);
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    steps.pass("after " + call);
    if (result instanceof ObjectWriter writer) {
      return of(ObjectWriter.class, writer, kindOf(arguments[0].toString()), steps);
    }
    if (result instanceof ReadableObject file) {
      return of(ReadableObject.class, file, "file", steps);
    }
    return result;
  }
}
