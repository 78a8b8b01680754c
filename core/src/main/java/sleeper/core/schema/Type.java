package sleeper.core.schema;

/**
 * The type of a field: a primitive, or a list or map of primitives.
 *
 * <p>{@link SchemaJson} has the JSON names. Sleeper itself knows int, long, string, byte array, and
 * lists and maps of them; the other primitives are ours.
 */
public sealed interface Type permits PrimitiveType, ListType, MapType {

  /** Whether Sleeper's own readers and writers know this type. */
  boolean isKnownToSleeper();
}
