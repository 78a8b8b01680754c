package sleeper.servers;

/** Who the servers take requests from. */
public final class TestCredentials {

  /** The access key. */
  public static final String KEY = "test";

  /** The secret key. */
  public static final String SECRET = "test-secret";

  /** The region that clients name. */
  public static final String REGION = "eu-west-2";

  /** The account that owns everything. */
  public static final String ACCOUNT = "123456789012";

  private TestCredentials() {}
}
