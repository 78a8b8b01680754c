/** Object stores, input files and documents: in local folders, and in buckets of S3. */
@NullMarked
package sleeper.storage;

import org.jspecify.annotations.NullMarked;
