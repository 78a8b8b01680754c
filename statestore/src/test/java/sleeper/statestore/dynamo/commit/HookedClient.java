package sleeper.statestore.dynamo.commit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client whose requests can be counted, stopped, followed by others, or lose their answers. */
final class HookedClient {

  /** What happens around requests. Called from the thread that makes them; may throw. */
  interface Hook {

    /** Before a request is made, which is then not made if this throws. */
    default void before(String operation) {}

    /** After a request was answered, whose answer is lost if this throws. */
    default void after(String operation) {}
  }

  private HookedClient() {}

  static DynamoDbClient of(DynamoDbClient client, Hook hook) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            HookedClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              hook.before(method.getName());
              Object answer;
              try {
                answer = method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              hook.after(method.getName());
              return answer;
            });
  }

  /** Whether an operation changes anything. */
  static boolean isWrite(String operation) {
    return operation.startsWith("put")
        || operation.startsWith("update")
        || operation.startsWith("delete")
        || operation.startsWith("transactWrite");
  }
}
