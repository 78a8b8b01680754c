/** Tests of the reader. */
package sleeper.parquet.read;
