package sleeper.deployment.resource;

/** What is to become of a resource. */
public enum RequestType {
  CREATE,
  UPDATE,
  DELETE
}
