/** Objects, input files and documents in buckets of S3, or of servers that speak its protocol. */
@NullMarked
package sleeper.storage.s3;

import org.jspecify.annotations.NullMarked;
