/** Tests of the Parquet schemas. */
package sleeper.parquet.schema;
