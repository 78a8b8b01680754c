/** Tests of the adapters of S3 against a server that speaks its protocol. */
@NullMarked
package sleeper.storage.s3;

import org.jspecify.annotations.NullMarked;
