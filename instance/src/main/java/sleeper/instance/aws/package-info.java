/** An instance on AWS: S3 and DynamoDB. */
@NullMarked
package sleeper.instance.aws;

import org.jspecify.annotations.NullMarked;
