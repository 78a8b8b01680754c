package sleeper.plan;

/** What AWS bills, by the names that a price file has for it. */
public enum Price {
  /** PUT, COPY, POST and LIST requests of S3; parts of uploads are among them. */
  S3_PUT("s3PutPerThousand", 1000),
  /** GET, HEAD and all other requests of S3. */
  S3_GET("s3GetPerThousand", 1000),
  /** A GB kept in S3 for a month. */
  S3_STORAGE("s3StoragePerGbMonth", 1),
  /** Write request units of DynamoDB, on demand. */
  DYNAMODB_WRITE("dynamoDbWritePerMillion", 1_000_000),
  /** Read request units of DynamoDB, on demand. */
  DYNAMODB_READ("dynamoDbReadPerMillion", 1_000_000),
  /** Requests to a standard queue of SQS. */
  SQS("sqsPerMillion", 1_000_000),
  /** An hour of a virtual processor on Fargate, ARM. */
  ARM_CPU("fargateArmCpuHour", 1),
  /** An hour of a GB of memory on Fargate, ARM. */
  ARM_MEMORY("fargateArmGbHour", 1),
  /** An hour of a virtual processor on Fargate, x86. */
  X86_CPU("fargateX86CpuHour", 1),
  /** An hour of a GB of memory on Fargate, x86. */
  X86_MEMORY("fargateX86GbHour", 1),
  /** An hour of a GB of ephemeral storage on Fargate, beyond what each task has for nothing. */
  DISK("fargateDiskGbHour", 1),
  /** A metric of our own that CloudWatch has for a month. */
  METRIC("cloudWatchMetricMonth", 1),
  /** Requests that hand metrics to CloudWatch. */
  METRIC_REQUEST("cloudWatchRequestPerThousand", 1000);

  private final String member;
  private final double units;

  Price(String member, double units) {
    this.member = member;
    this.units = units;
  }

  /** The member of a region in a price file. */
  String member() {
    return member;
  }

  /** What a quantity costs at a price for as many as the member's name says. */
  double of(double quantity, double price) {
    return quantity * price / units;
  }
}
